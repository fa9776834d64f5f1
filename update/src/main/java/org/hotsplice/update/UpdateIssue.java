/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.update;

/** Why a bundle is not taken. docs/errors.md has a heading for each. */
public enum UpdateIssue implements IssueCode {
    /** The folder is not laid out as a bundle. */
    BUNDLE_LAYOUT("%s", "copy the bundle again, without adding or leaving out files", ExitStatus.NOT_TRUSTED),
    /** There is no signature at all. */
    NOT_SIGNED("%s is missing", "sign the bundle with 'hotsplice-sign sign'", ExitStatus.NOT_TRUSTED),
    /** No key that signed is in the trust store. */
    UNKNOWN_KEY(
            "signed by %s, which is none of the trusted keys: %s",
            "if you trust that key, put its public part into /etc/hotsplice/trusted.d/", ExitStatus.NOT_TRUSTED),
    /** A trusted key's signature does not fit the bytes. */
    BAD_SIGNATURE("%s", "fetch the update again; if it stays so, tell its publisher", ExitStatus.NOT_TRUSTED),
    /** The signature uses an algorithm that is no longer safe. */
    WEAK_SIGNATURE(
            "the signature by %s uses %s; SHA-256, SHA-384 or SHA-512 with Ed25519, RSA of 2048 bits or more, or ECDSA is needed",
            "sign again with a stronger key or digest", ExitStatus.NOT_TRUSTED),
    /** Fewer distinct keys signed than the policy demands. */
    TOO_FEW_SIGNATURES(
            "%s distinct trusted keys signed, the policy demands %s",
            "have more of the trusted keys sign it", ExitStatus.NOT_TRUSTED),
    /** The key was valid up to an instant that is past. */
    KEY_EXPIRED(
            "the key %s expired at %s, it is now %s",
            "install the publisher's renewed key, or sign again with a valid one", ExitStatus.NOT_TRUSTED),
    /** The signature was valid up to an instant that is past. */
    SIGNATURE_EXPIRED(
            "the signature by %s expired at %s, it is now %s",
            "install the newer package of updates for this kernel, and check the clock", ExitStatus.NOT_TRUSTED),
    /** The update was valid up to an instant that is past. */
    EXPIRED(
            "expired at %s, it is now %s",
            "install the newer package of updates for this kernel, and check the clock", ExitStatus.NOT_TRUSTED),
    /** A key or an update that was taken back. */
    REVOKED("%s was revoked: %s", "install the newer package of updates for this kernel", ExitStatus.NOT_TRUSTED),
    /** A revocation list that is not what a trusted key signed. */
    REVOCATION_LIST_INVALID("%s", "install the list again; it must be signed by trusted keys", ExitStatus.NOT_TRUSTED),
    /** A file is not what the manifest says. */
    DIGEST_MISMATCH(
            "%s is %s, the manifest says %s",
            "fetch the update again; if it stays so, tell its publisher", ExitStatus.NOT_TRUSTED),
    /** The signed manifest is not one. */
    MANIFEST_INVALID("%s", "make the update again with this version of hotsplice-create", ExitStatus.NOT_TRUSTED),
    /** Older than what this machine has already seen. */
    ROLLED_BACK(
            "the newest update has sequence %s, this machine has already seen %s",
            "install a package that is at least as new; to go back on purpose, remove the package and the file"
                    + " /var/lib/hotsplice/sequences",
            ExitStatus.NOT_TRUSTED),
    /** For a kernel that is not the one at hand. */
    WRONG_KERNEL(
            "%s of the kernel is '%s', the update is for '%s'",
            "nothing need be done: it is used when that kernel runs", ExitStatus.REFUSED),
    /** No key can be trusted because there is none. */
    NO_TRUSTED_KEY(
            "there is no usable key%s",
            "put the publisher's public key, ASCII-armoured, into this folder", ExitStatus.NOT_TRUSTED),
    /** A file of the trust store holds no usable key. */
    KEY_FILE_INVALID("%s", "replace it by the output of 'gpg --export --armor KEYID'", ExitStatus.NOT_TRUSTED),
    /** Something is there already that would be overwritten. */
    BUNDLE_EXISTS("exists already", "remove it or choose another folder", ExitStatus.REFUSED);

    private final String template;
    private final String wayOut;
    private final ExitStatus exitStatus;

    UpdateIssue(String template, String wayOut, ExitStatus exitStatus) {
        this.template = template;
        this.wayOut = wayOut;
        this.exitStatus = exitStatus;
    }

    @Override
    public String template() {
        return template;
    }

    @Override
    public String wayOut() {
        return wayOut;
    }

    @Override
    public ExitStatus exitStatus() {
        return exitStatus;
    }
}
