package dev.dromedary.function.steps.query;

import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists the objects of tables. Needs {@code s3:ListBucket}.
 *
 * @param client reaches S3
 * @param bucket the bucket of all tables
 * @param latest how many partitions, or objects, of each table are wanted
 */
record Tables(S3Client client, String bucket, Optional<Integer> latest) {

    QueryTable of(String name, String folder, Optional<TableSchema> schema) {
        String prefix = folder.endsWith("/") ? folder : folder + "/";
        List<S3Object> found =
                client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                        .filter(object -> object.size() > 0)
                        .toList();
        List<TableObject> objects = latest.map(most -> latest(prefix, found, most)).orElse(found).stream()
                .map(object -> new TableObject(object.key(), object.eTag().replace("\"", ""), object.size()))
                .sorted(Comparator.comparing(TableObject::key))
                .toList();
        return new QueryTable(name, bucket, prefix, schema, objects);
    }

    private static List<S3Object> latest(String prefix, List<S3Object> found, int most) {
        TreeMap<String, List<S3Object>> partitions = new TreeMap<>(Comparator.reverseOrder());
        found.stream()
                .filter(object -> object.key().indexOf('/', prefix.length()) > 0)
                .forEach(object -> partitions.merge(folder(object), List.of(object), Tables::joined));
        if (partitions.isEmpty()) {
            return found.stream()
                    .sorted(Comparator.comparing(S3Object::lastModified).reversed())
                    .limit(most)
                    .toList();
        }
        return partitions.entrySet().stream()
                .limit(most)
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .toList();
    }

    private static String folder(S3Object object) {
        return object.key().substring(0, object.key().lastIndexOf('/'));
    }

    private static List<S3Object> joined(List<S3Object> one, List<S3Object> other) {
        return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
    }
}
