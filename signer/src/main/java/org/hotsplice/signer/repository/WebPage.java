/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hotsplice.signer.pgp.SigningIdentity;
import org.hotsplice.update.Manifest;
import org.hotsplice.update.RefusedException;

/**
 * The page that a browser shows for a repository: kernels, their updates, what these fix. It belongs to one state of
 * the repository, needs no script, and loads nothing.
 *
 * @param key the public key's file in the repository
 * @param entry what a machine's administrator writes to use the repository
 */
record WebPage(String key, String entry) {
    /** The page's name in a state's folder, and that of the link to it in the repository. */
    static final String NAME = "index.html";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String STYLE =
            """

            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
            h1 { font-size: 1.6rem; line-height: 1.2; }
            h2 { font-size: 1.2rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
            pre, .scroll { overflow-x: auto; }
            pre { padding: .75rem; border: 1px solid #8888; border-radius: .3rem; }
            code { overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-top: 1px solid #8888; }
            td:first-child, td:last-child, td a { white-space: nowrap; }
            """;

    byte[] write(List<Listed> packages, SigningIdentity identity, Instant at) throws IOException, RefusedException {
        Collection<Listed> newest = newest(packages);
        XmlText page = XmlText.html();
        page.start("html", "lang", "en");
        head(page);
        page.start("body").start("header").element("h1", "Live updates for Linux kernels");
        page.element(
                "p",
                "Signed updates that the hotsplice client applies to the running kernel, without a reboot. State of "
                        + TIME.format(at) + ".");
        page.end().start("main");
        for (Listed one : newest) {
            if (one.holdsUpdates()) {
                kernel(page, one);
            }
        }
        others(page, newest.stream().filter(one -> !one.holdsUpdates()).toList());
        use(page, identity);
        return page.end().end().end().toBytes();
    }

    /** The newest version of each package; kernels with the highest numbers come first. */
    private static Collection<Listed> newest(List<Listed> packages) {
        Comparator<String> byNumbers = Comparator.comparing(org.hotsplice.signer.deb.DebVersion::new);
        Map<String, Listed> newest =
                new TreeMap<>(byNumbers.thenComparing(Comparator.naturalOrder()).reversed());
        for (Listed one : packages) {
            newest.merge(one.name(), one, (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b);
        }
        return newest.values();
    }

    private static void head(XmlText page) {
        page.start("head")
                .empty("meta", "charset", "utf-8")
                .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .empty(
                        "meta",
                        "http-equiv",
                        "Content-Security-Policy",
                        "content",
                        "default-src 'none'; style-src 'unsafe-inline'")
                .element("title", "Live updates for Linux kernels")
                .element("style", STYLE)
                .end();
    }

    private static void kernel(XmlText page, Listed one) throws IOException, RefusedException {
        List<Manifest> manifests = one.manifests();
        page.start("section");
        page.element(
                "h2",
                manifests.isEmpty() ? one.name() : manifests.get(0).kernel().release());
        page.start("p").text("Package").element("a", one.name(), "href", one.place());
        page.text("version " + one.version() + ".").end();
        page.start("div", "class", "scroll", "tabindex", "0")
                .start("table")
                .start("thead")
                .start("tr");
        for (String title : List.of("Update", "Fixes", "What it does", "Signed")) {
            page.element("th", title, "scope", "col");
        }
        page.end().end().start("tbody");
        for (Manifest manifest : manifests) {
            page.start("tr").element("td", manifest.id().value()).start("td");
            cves(page, manifest.cves());
            page.end().element("td", manifest.description());
            page.element("td", DAY.format(manifest.created())).end();
        }
        page.end().end().end();
        if (!one.unfixed().isEmpty()) {
            page.start("p").text("Known and not fixed by these updates:");
            cves(page, one.unfixed());
            page.end();
        }
        page.end();
    }

    private static void cves(XmlText page, List<String> cves) {
        for (String cve : cves) {
            page.element("a", cve, "href", "https://www.cve.org/CVERecord?id=" + cve);
        }
    }

    private static void others(XmlText page, List<Listed> others) {
        if (others.isEmpty()) {
            return;
        }
        page.start("section").element("h2", "Other packages");
        page.start("div", "class", "scroll", "tabindex", "0")
                .start("table")
                .start("thead")
                .start("tr");
        for (String title : List.of("Package", "What it is", "Version")) {
            page.element("th", title, "scope", "col");
        }
        page.end().end().start("tbody");
        for (Listed one : others) {
            page.start("tr")
                    .start("td")
                    .element("a", one.name(), "href", one.place())
                    .end();
            page.element("td", one.summary())
                    .element("td", one.version().value())
                    .end();
        }
        page.end().end().end().end();
    }

    private void use(XmlText page, SigningIdentity identity) {
        page.start("section").element("h2", "Use this repository");
        page.start("p")
                .text("Put the")
                .element("a", "publisher's key", "href", key)
                .text("into /etc/hotsplice/trusted.d/ after you compared its fingerprint with what the publisher told"
                        + " you in another way:")
                .element("code", identity.certificate().fingerprint())
                .end();
        page.element("pre", entry).end();
    }
}
