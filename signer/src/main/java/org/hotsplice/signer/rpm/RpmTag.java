/* SPDX-License-Identifier: Apache-2.0 */
package org.hotsplice.signer.rpm;

/** Numbers of header entries, as rpm's {@code rpmtag.h} gives them. */
final class RpmTag {
    static final int REGION_SIGNATURES = 62;
    static final int REGION_IMMUTABLE = 63;
    static final int LANGUAGES = 100;

    static final int SIGNATURE_DSA_HEADER = 267;
    static final int SIGNATURE_RSA_HEADER = 268;
    static final int SIGNATURE_SHA1_HEADER = 269;
    static final int SIGNATURE_SHA256_HEADER = 273;
    static final int SIGNATURE_SIZE = 1000;
    static final int SIGNATURE_MD5 = 1004;
    static final int SIGNATURE_PAYLOAD_SIZE = 1007;

    static final int NAME = 1000;
    static final int VERSION = 1001;
    static final int RELEASE = 1002;
    static final int SUMMARY = 1004;
    static final int DESCRIPTION = 1005;
    static final int BUILD_TIME = 1006;
    static final int BUILD_HOST = 1007;
    static final int SIZE = 1009;
    static final int LICENSE = 1014;
    static final int PACKAGER = 1015;
    static final int GROUP = 1016;
    static final int OS = 1021;
    static final int ARCHITECTURE = 1022;
    static final int PRE_INSTALL = 1023;
    static final int POST_INSTALL = 1024;
    static final int PRE_REMOVE = 1025;
    static final int POST_REMOVE = 1026;
    static final int FILE_SIZES = 1028;
    static final int FILE_MODES = 1030;
    static final int FILE_DEVICE_NUMBERS = 1033;
    static final int FILE_TIMES = 1034;
    static final int FILE_DIGESTS = 1035;
    static final int FILE_LINKS = 1036;
    static final int FILE_FLAGS = 1037;
    static final int FILE_USERS = 1039;
    static final int FILE_GROUPS = 1040;
    static final int SOURCE_RPM = 1044;
    static final int FILE_VERIFY_FLAGS = 1045;
    static final int PROVIDE_NAMES = 1047;
    static final int REQUIRE_FLAGS = 1048;
    static final int REQUIRE_NAMES = 1049;
    static final int REQUIRE_VERSIONS = 1050;
    static final int CONFLICT_NAMES = 1054;
    static final int RPM_VERSION = 1064;
    static final int TRIGGER_SCRIPTS = 1065;
    static final int CHANGELOG_TIMES = 1080;
    static final int CHANGELOG_NAMES = 1081;
    static final int CHANGELOG_TEXTS = 1082;
    static final int OBSOLETE_NAMES = 1090;
    static final int FILE_DEVICES = 1095;
    static final int FILE_INODES = 1096;
    static final int FILE_LANGUAGES = 1097;
    static final int PROVIDE_FLAGS = 1112;
    static final int PROVIDE_VERSIONS = 1113;
    static final int FOLDER_INDEXES = 1116;
    static final int BASE_NAMES = 1117;
    static final int FOLDER_NAMES = 1118;
    static final int PAYLOAD_FORMAT = 1124;
    static final int PAYLOAD_COMPRESSOR = 1125;
    static final int PAYLOAD_FLAGS = 1126;
    static final int PRE_TRANSACTION = 1151;
    static final int POST_TRANSACTION = 1152;
    static final int FILE_DIGEST_ALGORITHM = 5011;
    static final int RECOMMEND_NAMES = 5046;
    static final int RECOMMEND_VERSIONS = 5047;
    static final int RECOMMEND_FLAGS = 5048;
    static final int SUGGEST_NAMES = 5049;
    static final int SUPPLEMENT_NAMES = 5052;
    static final int SUPPLEMENT_VERSIONS = 5053;
    static final int SUPPLEMENT_FLAGS = 5054;
    static final int ENHANCE_NAMES = 5055;
    static final int ENCODING = 5062;
    static final int FILE_TRIGGER_SCRIPTS = 5066;
    static final int TRANSACTION_FILE_TRIGGER_SCRIPTS = 5076;
    static final int PAYLOAD_DIGESTS = 5092;
    static final int PAYLOAD_DIGEST_ALGORITHM = 5093;
    static final int PRE_UNTRANSACTION = 5104;
    static final int POST_UNTRANSACTION = 5105;

    private RpmTag() {}
}
