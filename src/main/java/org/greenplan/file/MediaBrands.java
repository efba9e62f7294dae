package org.greenplan.file;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells films and pictures in ISO base media files (ISO/IEC 14496-12) by all the brands that they name, the one in front
 * and those that they are compatible with; cameras put their own name in front (registry: mp4ra.org).
 */
final class MediaBrands {

    private static final Set<String> PICTURES =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

    private static final Set<String> OTHER_PICTURES = Set.of("avif", "avis", "jpeg", "jpgs", "crx ");

    private static final Set<String> FILMS = Set.of(
            "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "mmp4",
            "MSNV", "dash", "M4V ", "f4v ", "F4V ");

    private MediaBrands() {}

    /** @param start the file's first bytes */
    static @Nullable FileFormat format(byte[] start) {
        Set<String> brands = brands(start);
        if (!Collections.disjoint(brands, PICTURES) && Collections.disjoint(brands, OTHER_PICTURES)) {
            return FileFormat.HEIC;
        }
        return Collections.disjoint(brands, FILMS) ? null : FileFormat.MP4;
    }

    private static Set<String> brands(byte[] start) {
        Set<String> brands = new HashSet<>();
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4) && text.length() >= 12) {
            int size = (start[0] & 0xff) << 24 | (start[1] & 0xff) << 16 | (start[2] & 0xff) << 8 | start[3] & 0xff;
            brands.add(text.substring(8, 12));
            for (int at = 16; at + 4 <= Math.min(size, text.length()); at += 4) {
                brands.add(text.substring(at, at + 4));
            }
        }
        return brands;
    }
}
