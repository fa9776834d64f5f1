/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer;

import org.hotsplice.update.ExitStatus;
import org.hotsplice.update.IssueCode;

/** Why the signer does not do what it was asked. docs/errors.md has a heading for each. */
public enum SignerIssue implements IssueCode {
    /** The file holds no secret key. */
    KEY_NOT_SECRET("%s", "give the secret key that 'hotsplice-sign keygen' made, or a key id with --gpg"),
    /** The secret key is encrypted and cannot be opened. */
    KEY_LOCKED("%s", "give its passphrase with --passphrase-file, or use --gpg so that gpg-agent asks for it"),
    /** The key exists and may not sign. */
    KEY_UNUSABLE("%s", "use a valid key, or extend this one and publish its public part again"),
    /** A file would be overwritten. */
    OUTPUT_EXISTS("exists already", "choose another folder, or remove it if it is no longer needed"),
    /** The key for kernel modules cannot be used. */
    MODULE_KEY_INVALID(
            "%s", "give a key and certificate as for the kernel's scripts/sign-file, or a token that has both"),
    /** gpg could not sign. */
    GPG_FAILED(
            "gpg ended with status %s: %s",
            "see whether 'gpg --list-secret-keys' shows the key and gpg-agent can unlock it"),
    /** The bundle is signed, and keeps its bytes when signatures are added. */
    ALREADY_SIGNED(
            "is signed already, with sequence %s, so %s would not be heeded",
            "leave the option out to add a signature, or sign anew with --reissue"),
    /** The number of a bundle that is signed anew would not grow, so machines would take it for the old one. */
    SEQUENCE_NOT_HIGHER("sequence %s is not higher than %s, which it has", "give a higher number with --sequence"),
    /** The revocation list that is there was not signed by a given key, so nobody knows who wrote it. */
    REVOCATION_LIST_FOREIGN(
            "%s", "give a key that signed it, or go on from the list that the last package of updates shipped"),
    /** What lies beside the manifest is no signature. */
    SIGNATURE_FILE_INVALID("%s", "remove the file, or sign anew with --reissue"),
    /** No bundle was given, or bundles that do not belong together. */
    BUNDLES_DISAGREE("%s is '%s' here and '%s' in '%s'", "make one package for each kernel"),
    /** Two bundles have one id. */
    BUNDLE_TWICE("update '%s' is given twice: also in %s", "give each update once"),
    /** A bundle needs another one, which is not given. */
    REQUIREMENT_MISSING(
            "requires update '%s', which is not among the given ones", "add that bundle: packages are cumulative"),
    /** A bundle takes the place of another one, which is given as well. */
    SUPERSEDED("is replaced by update '%s'", "leave the replaced bundle out"),
    /** A version that no package manager would order as meant. */
    VERSION_INVALID("'%s' is not a version", "use digits, letters and the characters . + ~, starting with a digit"),
    /** A package of this version is there and differs. */
    VERSION_EXISTS("version %s of %s is already published and differs", "give the new package a higher version"),
    /** The new package would never be installed as an upgrade. */
    VERSION_NOT_HIGHER("version %s of %s is not higher than the published %s", "give the new package a higher version"),
    /** A package that is not one of ours, or is damaged. */
    PACKAGE_INVALID("%s", "build it again with 'hotsplice-sign package'"),
    /** The repository's state is not what was left there. */
    REPOSITORY_INVALID("%s", "restore the repository's files, or publish into an empty folder"),
    /** Another publish is running. */
    REPOSITORY_BUSY("another publish holds %s", "wait for it to end");

    private final String template;
    private final String wayOut;

    SignerIssue(String template, String wayOut) {
        this.template = template;
        this.wayOut = wayOut;
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
        return ExitStatus.REFUSED;
    }
}
