/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;
import org.hotsplice.update.bundle.AtomicFile;

/**
 * The packages of a repository, and what is the same for every kind of repository when they are published.
 *
 * @param folder the repository
 */
record PackagePool(Path folder) {
    /** No package is longer, in bytes. */
    static final long LARGEST_PACKAGE = 512L << 20;

    /** What is done between the packages' arrival and the moment when readers see them. */
    interface Rest {
        void run() throws IOException, RefusedException;
    }

    /**
     * Adds files, each under its place in the repository, and does the rest; one that is there stays. Where anything
     * fails they are taken out again, or the next publish would bring what this one was said not to.
     */
    void add(Map<String, Path> additions, Rest rest) throws IOException, RefusedException {
        List<Path> added = new ArrayList<>();
        boolean done = false;
        try {
            for (Map.Entry<String, Path> addition : additions.entrySet()) {
                Path target = folder.resolve(addition.getKey());
                Files.createDirectories(target.getParent());
                if (!Files.exists(target)) {
                    AtomicFile.write(target, Files.readAllBytes(addition.getValue()));
                    added.add(target);
                }
            }
            rest.run();
            done = true;
        } finally {
            if (!done) {
                for (Path file : added) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Makes the repository's own address show the page of the state in force, where nobody put another one. */
    void showPage(Path page) throws IOException {
        Path link = folder.resolve(WebPage.NAME);
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS) || Files.isSymbolicLink(link)) {
            FileTree.pointLink(link, page);
        }
    }

    /** Refuses a place of the metadata at which something stands that is no link to a generation. */
    void requireOwn(Path link) throws RefusedException {
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
            throw new RefusedException(
                    Issue.of(SignerIssue.REPOSITORY_INVALID, link.toString(), "was not made by hotsplice-sign"));
        }
    }
}
