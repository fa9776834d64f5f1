/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.hotsplice.signer.AtomicFile;
import org.hotsplice.signer.SignerIssue;
import org.hotsplice.update.Issue;
import org.hotsplice.update.RefusedException;

/**
 * The packages of a repository, and what is the same for every kind of repository when they are published.
 *
 * @param folder the repository
 */
record PackagePool(Path folder) {
    /** No package is longer, in bytes. */
    static final long LARGEST_PACKAGE = 512L << 20;

    /** Adds files, each under its place in the repository; one that is there stays. */
    void add(Map<String, Path> additions) throws IOException {
        for (Map.Entry<String, Path> addition : additions.entrySet()) {
            Path target = folder.resolve(addition.getKey());
            Files.createDirectories(target.getParent());
            if (!Files.exists(target)) {
                AtomicFile.write(target, Files.readAllBytes(addition.getValue()));
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
