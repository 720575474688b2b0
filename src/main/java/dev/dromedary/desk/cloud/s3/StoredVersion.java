package dev.dromedary.desk.cloud.s3;

import java.time.Instant;

/**
 * One version of an object, or a delete marker.
 *
 * @param versionId {@link #UNVERSIONED} when the bucket did not keep versions at that time
 * @param size in bytes; 0 for a delete marker
 * @param etag without quotes; empty for a delete marker
 * @param sequencer unique over all writes, and the name of this version's file while it is not the current one
 * @param time when it was written, in milliseconds since 1970
 * @param headers null for a delete marker
 */
record StoredVersion(
        String key,
        String versionId,
        boolean deleteMarker,
        long size,
        String etag,
        String sequencer,
        long time,
        ObjectHeaders headers) {

    /** The version id of what was written while the bucket kept no versions. */
    static final String UNVERSIONED = "null";

    /** A delete marker, of now. */
    static StoredVersion marker(String key, String versionId, String sequencer) {
        return new StoredVersion(key, versionId, true, 0, "", sequencer, System.currentTimeMillis(), null);
    }

    Instant modified() {
        return Instant.ofEpochMilli(time);
    }

    /** The version id as S3 answers it: null where there is none. */
    String visibleVersionId() {
        return versionId.equals(UNVERSIONED) ? null : versionId;
    }

    String quotedEtag() {
        return '"' + etag + '"';
    }
}
