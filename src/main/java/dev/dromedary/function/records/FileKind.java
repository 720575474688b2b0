package dev.dromedary.function.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is that is no CSV, told by its first bytes.
 *
 * @see <a href="https://www.iana.org/assignments/media-types/media-types.xhtml">Media types</a>, whose registrations name
 *     the first bytes of most
 */
final class FileKind {

    /** How many bytes are looked at for characters that no text has. */
    private static final int LOOKED_AT = 8 * 1024;

    private static final int TAR_HEADER = 512;

    private static final String SAVE_AS_CSV = "export the table as CSV in UTF-8.";
    private static final String UNPACK = "upload the CSV file in it, as it is or as gzip.";

    /** First bytes, as characters of ISO 8859-1, of a kind of file. */
    private record Signature(String bytes, String reason, String what, String advice) {}

    private static final List<Signature> SIGNATURES = List.of(
            new Signature("\u001F\u008B", "gzip_in_gzip", "gzip within gzip", "compress it once."),
            new Signature("PK\u0003\u0004", "zip_file", "a ZIP archive", UNPACK),
            new Signature("PK\u0005\u0006", "zip_file", "a ZIP archive", UNPACK),
            new Signature(
                    "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1",
                    "xls_file",
                    "an Excel workbook (XLS)",
                    SAVE_AS_CSV),
            new Signature("BZh", "bzip2_file", "packed with bzip2", "store it as it is or as gzip."),
            new Signature("\u00FD7zXZ\u0000", "xz_file", "packed with xz", "store it as it is or as gzip."),
            new Signature("\u0028\u00B5\u002F\u00FD", "zstd_file", "packed with zstd", "compress it once."),
            new Signature("\u0004\"M\u0018", "lz4_file", "packed with LZ4", "store it as it is or as gzip."),
            new Signature("\u001F\u009D", "compress_file", "packed with compress", "store it as it is or as gzip."),
            new Signature("7z\u00BC\u00AF\u0027\u001C", "7z_file", "a 7z archive", UNPACK),
            new Signature("Rar!\u001A\u0007", "rar_file", "a RAR archive", UNPACK),
            new Signature("%PDF-", "pdf_file", "a PDF document", SAVE_AS_CSV),
            new Signature("PAR1", "parquet_file", "a Parquet file", SAVE_AS_CSV),
            new Signature("Obj\u0001", "avro_file", "an Avro file", SAVE_AS_CSV),
            new Signature("ORC", "orc_file", "an ORC file", SAVE_AS_CSV),
            new Signature("ARROW1", "arrow_file", "an Arrow file", SAVE_AS_CSV),
            new Signature("SQLite format 3\u0000", "sqlite_file", "an SQLite database", SAVE_AS_CSV),
            new Signature("{\\rtf", "rtf_file", "an RTF document", SAVE_AS_CSV));

    private final byte[] first;
    private final String start;

    /** @param first the first bytes of the file, unpacked if it is gzip */
    FileKind(byte[] first) {
        this.first = first;
        this.start = new String(first, 0, Math.min(first.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
    }

    /** Why the file is no CSV, if its first bytes say so. Only to be asked if its header can't be used. */
    Optional<Defect> defect() {
        for (Signature signature : SIGNATURES) {
            if (start.startsWith(signature.bytes())) {
                boolean zip = signature.reason().equals("zip_file");
                return Optional.of(zip ? zip() : defect(signature.reason(), signature.what(), signature.advice()));
            }
        }
        return tar().or(this::units).or(this::text).or(this::binary);
    }

    private static Defect defect(String reason, String what, String advice) {
        return new Defect(reason, "The file is " + what + ", not CSV; " + advice);
    }

    private Defect zip() {
        if (start.contains("[Content_Types].xml") || start.contains("xl/") || start.contains("_rels/.rels")) {
            return defect("xlsx_file", "an Excel workbook (XLSX)", SAVE_AS_CSV);
        }
        if (start.contains("application/vnd.oasis.opendocument.spreadsheet")) {
            return defect("ods_file", "an OpenDocument spreadsheet", SAVE_AS_CSV);
        }
        return defect("zip_file", "a ZIP archive", UNPACK);
    }

    /** By the checksum of its first header, which also archives have that are older than the signature. */
    private Optional<Defect> tar() {
        if (first.length < TAR_HEADER) {
            return Optional.empty();
        }
        long sum = 0;
        for (int i = 0; i < TAR_HEADER; i++) {
            sum += i >= 148 && i < 156 ? ' ' : first[i] & 0xFF;
        }
        String stored = start.substring(148, 156).replace('\u0000', ' ').strip();
        boolean tar = stored.matches("[0-7]{1,7}") && Long.parseLong(stored, 8) == sum;
        return tar ? Optional.of(defect("tar_file", "a tar archive", UNPACK)) : Optional.empty();
    }

    /** UTF-16 or UTF-32 without a byte order mark: of ASCII characters all bytes but one are zero. */
    private Optional<Defect> units() {
        int units = Math.min(first.length, LOOKED_AT) / 4;
        long[] zeros = new long[4];
        for (int i = 0; i < units * 4; i++) {
            zeros[i % 4] += first[i] == 0 ? 1 : 0;
        }
        long most = units * 3L / 4;
        boolean[] empty = new boolean[4];
        for (int i = 0; i < 4; i++) {
            empty[i] = units > 1 && zeros[i] > most;
        }
        String charset = null;
        if (empty[0] && empty[1] && empty[2]) {
            charset = "UTF-32, big endian";
        } else if (empty[1] && empty[2] && empty[3]) {
            charset = "UTF-32, little endian";
        } else if (empty[0] && empty[2] && !empty[1]) {
            charset = "UTF-16, big endian";
        } else if (empty[1] && empty[3] && !empty[0]) {
            charset = "UTF-16, little endian";
        }
        return Optional.ofNullable(charset)
                .map(name -> new Defect(
                        "missing_byte_order_mark",
                        "The file looks like " + name + ", without the byte order mark that would say so; store it as"
                                + " UTF-8, or with the mark."));
    }

    private Optional<Defect> text() {
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("<")) {
            String head = text.substring(0, Math.min(text.length(), 1024));
            boolean html = head.startsWith("<!doctype html")
                    || List.of("<html", "<head", "<body", "<table", "<meta", "<title", "<div").stream()
                            .anyMatch(head::contains);
            if (html) {
                return Optional.of(defect(
                        "html_file",
                        "an HTML page",
                        "perhaps a page of an error or a login was stored in its"
                                + " place; store the CSV file itself."));
            }
            if (text.length() > 1 && (text.charAt(1) == '?' || text.charAt(1) == '!' || isLetter(text.charAt(1)))) {
                return Optional.of(defect("xml_file", "XML", SAVE_AS_CSV));
            }
        }
        if (text.matches("(?s)(\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]0-9tfn-]).*")) {
            return Optional.of(defect(
                    "json_file", "JSON", "store its records as CSV, or let the schema's format be ndjson or json."));
        }
        return Optional.empty();
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character == '_';
    }

    /** Zeros, or many control characters, stand in no text. */
    private Optional<Defect> binary() {
        byte[] looked = Arrays.copyOf(first, Math.min(first.length, LOOKED_AT));
        int zeros = 0;
        int controls = 0;
        for (byte each : looked) {
            boolean control = each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r';
            zeros += each == 0 ? 1 : 0;
            controls += control ? 1 : 0;
        }
        boolean binary = zeros > 0 || controls * 20 > looked.length;
        return binary && looked.length > 0
                ? Optional.of(new Defect(
                        "binary_file",
                        "The file holds bytes that no text has, so it is no CSV; check what was stored, and store it as"
                                + " CSV in UTF-8."))
                : Optional.empty();
    }
}
