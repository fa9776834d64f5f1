/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hotsplice.signer.bundle.BundleSigner;
import org.hotsplice.signer.kernel.ModuleSigner;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs bundles. */
@Command(
        name = "sign",
        description = {
            "Signs updates, each in its folder.",
            "An update that is signed already keeps its bytes and gets the signatures that it lacks; --sequence, --expires"
                    + " and a key for modules are refused for it, unless it is signed anew with --reissue."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign sign --key keys out/cve-2026-52928",
            "  hotsplice-sign sign --key alice.key --key bob.key --expires 2027-06-01T00:00:00Z out/*/",
            "  hotsplice-sign sign --gpg updates@example.org out/cve-2026-52928",
            "  hotsplice-sign sign --key keys --module-key MOK.key --module-certificate MOK.pem out/cve-2026-52928"
        })
final class BundleSignCommand extends Subcommand {
    private static final DateTimeFormatter NUMBER =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Mixin
    private ModuleKeyOptions moduleKey = new ModuleKeyOptions();

    @Option(
            names = "--sequence",
            paramLabel = "N",
            description = "sequence number of the first update; it must be higher than any signed"
                    + " for this kernel before (default: the time as yyyyMMddHHmmss)")
    private @Nullable Long sequence;

    @Option(
            names = "--expires",
            paramLabel = "INSTANT",
            description = "until when it may be applied, as 2027-06-01T00:00:00Z (default: for ever)")
    private @Nullable Instant expires;

    @Option(names = "--reissue", description = "sign anew, with a new, higher sequence number and only these keys")
    private boolean reissue;

    @Parameters(arity = "1..*", paramLabel = "BUNDLE", description = "folders of updates")
    private List<Path> bundles = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        Instant now = clock().instant();
        List<SigningIdentity> identities = keys.identities(spec(), now);
        Optional<ModuleSigner> modules = moduleKey.signer(spec(), now);
        BundleSigner signer = new BundleSigner(identities, modules, now);
        if (!reissue) {
            List<String> options = optionsForUnsigned(modules.isPresent());
            for (Path bundle : bundles) {
                BundleSigner.requireUnsigned(bundle, options);
            }
        }
        long number = sequence == null ? nextNumber(now) : sequence;
        Result result = new Result();
        List<Map<String, Object>> signed = new ArrayList<>();
        for (Path bundle : bundles) {
            progress("signing " + bundle);
            Manifest manifest = signer.sign(bundle, number, expires, reissue);
            if (manifest.sequence() == number) {
                number++;
            }
            result.line("signed " + bundle + ": " + manifest.id() + ", sequence " + manifest.sequence() + ", for "
                    + manifest.kernel().release());
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("folder", bundle.toString());
            fields.put("id", manifest.id().value());
            fields.put("sequence", manifest.sequence());
            fields.put("release", manifest.kernel().release());
            signed.add(fields);
        }
        List<String> signers = identities.stream()
                .map(identity -> identity.certificate().toString())
                .toList();
        signers.forEach(signer1 -> result.line("  by " + signer1));
        return result.field("signed", signed).field("by", signers);
    }

    /** {@return the time, or what is higher than all that the bundles have which are signed anew} */
    private long nextNumber(Instant now) throws IOException, RefusedException {
        long number = Long.parseLong(NUMBER.format(now));
        if (reissue) {
            for (Path bundle : bundles) {
                number = Math.max(number, BundleSigner.sequence(bundle) + 1);
            }
        }
        return number;
    }

    private List<String> optionsForUnsigned(boolean modules) {
        List<String> options = new ArrayList<>();
        if (sequence != null) {
            options.add("--sequence");
        }
        if (expires != null) {
            options.add("--expires");
        }
        if (modules) {
            options.add("a key for modules");
        }
        return options;
    }
}
