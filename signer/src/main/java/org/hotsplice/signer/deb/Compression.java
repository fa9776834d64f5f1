/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.deb;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** How a part of a package, or an index, is packed. Each gives the same bytes for the same input. */
public enum Compression {
    /** What every dpkg and rpm reads. */
    XZ(".xz") {
        @Override
        public byte[] compress(byte[] data) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (XZOutputStream xz = new XZOutputStream(packed, new LZMA2Options(LZMA2Options.PRESET_DEFAULT))) {
                xz.write(data);
            }
            return packed.toByteArray();
        }
    },
    /** Faster to unpack; dpkg 1.21.18 and later. */
    ZSTD(".zst") {
        @Override
        public byte[] compress(byte[] data) {
            return Zstd.compress(data, ZSTD_LEVEL);
        }
    },
    /** For the files that must be in this form. */
    GZIP(".gz") {
        @Override
        public byte[] compress(byte[] data) throws IOException {
            GzipParameters parameters = new GzipParameters();
            parameters.setCompressionLevel(GZIP_LEVEL);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GzipCompressorOutputStream gzip = new GzipCompressorOutputStream(packed, parameters)) {
                gzip.write(data);
            }
            return packed.toByteArray();
        }
    };

    private static final int ZSTD_LEVEL = 19;
    private static final int GZIP_LEVEL = 9;

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** {@return what a packed file's name ends with} */
    public String suffix() {
        return suffix;
    }

    /** {@return the data, packed} */
    public abstract byte[] compress(byte[] data) throws IOException;
}
