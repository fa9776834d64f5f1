/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.signer.repository.AptRelease;
import org.hotsplice.signer.repository.AptRepository;
import org.hotsplice.signer.repository.AptSuite;
import org.hotsplice.signer.repository.DnfRepository;
import org.hotsplice.signer.rpm.RpmReader;
import org.hotsplice.update.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Publishes packages. */
@Command(
        name = "publish",
        description = {
            "Adds packages to a repository and signs its metadata.",
            "Readers see the old state or the new one, never half of it. Run it again without packages before the"
                    + " metadata expires."
        },
        footer = {
            "%nExamples:%n",
            "  hotsplice-sign publish --apt www/apt --key keys packages/*.deb",
            "  hotsplice-sign publish --apt www/apt --key keys --valid-days 7",
            "  hotsplice-sign publish --dnf www/dnf --key keys packages/*.rpm",
            "%nA machine reads it with this entry in /etc/apt/sources.list.d/hotsplice.sources:%n",
            "  Types: deb",
            "  URIs: https://updates.example.org/apt",
            "  Suites: stable",
            "  Components: main",
            "  Signed-By: /etc/hotsplice/trusted.d/hotsplice-signing.asc"
        })
final class PublishCommand extends Subcommand {
    private static final int DAYS = 30;

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(names = "--apt", paramLabel = "DIR", description = "folder of the apt repository")
    private @Nullable Path apt;

    @Option(names = "--dnf", paramLabel = "DIR", description = "folder of the dnf repository")
    private @Nullable Path dnf;

    @Option(names = "--suite", defaultValue = "stable", description = "suite (default: ${DEFAULT-VALUE})")
    private String suite;

    @Option(names = "--component", defaultValue = "main", description = "component (default: ${DEFAULT-VALUE})")
    private String component;

    @Option(
            names = "--valid-days",
            paramLabel = "DAYS",
            defaultValue = "" + DAYS,
            description = "for how long clients take this state for the newest (default: ${DEFAULT-VALUE})")
    private int validDays;

    @Parameters(arity = "0..*", paramLabel = "PACKAGE", description = "package files")
    private List<Path> packages = new ArrayList<>();

    @Override
    Result run() throws IOException, RefusedException {
        if (apt == null && dnf == null) {
            throw new ParameterException(spec().commandLine(), "say where to publish: --apt DIR, --dnf DIR or both");
        }
        List<Path> debs = new ArrayList<>();
        List<Path> rpms = new ArrayList<>();
        for (Path file : packages) {
            (RpmReader.looksLikeRpm(file) ? rpms : debs).add(file);
        }
        if ((!debs.isEmpty() && apt == null) || (!rpms.isEmpty() && dnf == null)) {
            String option = apt == null ? "--apt" : "--dnf";
            throw new ParameterException(spec().commandLine(), "some packages need " + option + " DIR");
        }
        Instant now = clock().instant();
        SigningIdentity identity = keys.one(spec(), now);
        Result result = new Result();
        List<String> places = new ArrayList<>();
        if (apt != null) {
            List<String> added = new AptRepository(apt, suite(), this::progress).publish(debs, identity, release(now));
            tell(result, apt + ", valid for " + validDays + " days", added);
            places.addAll(added);
        }
        if (dnf != null) {
            List<String> added = new DnfRepository(dnf, this::progress).publish(rpms, identity, now);
            tell(result, dnf.toString(), added);
            places.addAll(added);
        }
        return result.line("  signed by " + identity.certificate())
                .field("packages", places)
                .field("by", identity.certificate().fingerprint());
    }

    private static void tell(Result result, String where, List<String> places) {
        result.line("published in " + where);
        places.forEach(place -> result.line("  " + place));
    }

    private AptSuite suite() {
        try {
            return new AptSuite(suite, component, "amd64");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private AptRelease release(Instant now) {
        try {
            return new AptRelease(now, Duration.ofDays(validDays));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
