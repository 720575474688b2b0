package dev.dromedary.plan;

import java.util.List;

/**
 * {@code aws2-athena}: queries in a workgroup on a database, with their results in the bucket of {@code outputLocation}.
 * What the tables' own data needs is the trigger's to grant.
 *
 * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/managed-policies.html">What Athena needs</a>
 */
final class AthenaPermissions {

    static final List<String> QUERIES =
            List.of("athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution");
    private static final List<String> TABLES =
            List.of("glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable", "glue:GetTables");
    private static final String GLUE = "arn:${partition}:glue:${region}:${account}:";

    static void add(EndpointUse use, Needs needs) {
        Resource workgroup =
                needs.resource(ResourceKind.WORKGROUP, use.option("workGroup").orElse("primary"));
        needs.used().all().add(workgroup);
        needs.allow("QueryAthena", workgroup.arn(), QUERIES);
        String database = use.option("database").orElse("");
        if (database.isEmpty() || database.contains("${")) {
            needs.unknown(use.step(), "The option database of aws2-athena names none", "glue:GetTable");
        } else {
            readCatalog(needs, database);
        }
        use.raw("outputLocation").ifPresent(location -> output(use, needs, location));
    }

    static void readCatalog(Needs needs, String database) {
        needs.allow("ReadCatalog", GLUE + "catalog", TABLES);
        needs.allow("ReadCatalog", GLUE + "database/" + database, TABLES);
        needs.allow("ReadCatalog", GLUE + "table/" + database + "/*", TABLES);
    }

    private static void output(EndpointUse use, Needs needs, String location) {
        String path = location.replaceFirst("^s3://", "");
        int slash = path.indexOf('/');
        String bucketName = slash < 0 ? path : path.substring(0, slash);
        KeyPattern keys = KeyPattern.of(slash < 0 ? "*" : use.resolver().apply(path.substring(slash + 1)) + "*");
        needs.named(use.step(), bucketName, ResourceKind.BUCKET).ifPresent(bucket -> {
            needs.allow(
                    "WriteResults",
                    bucket.arn() + "/" + keys.resource(),
                    List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"));
            needs.allow("LocateResults", bucket.arn(), List.of("s3:GetBucketLocation"));
            needs.allowListing(bucket, keys.resource());
            needs.used().prefix(bucket, keys.prefix());
            needs.emits(new Emission.Put(bucket, keys), use.step());
        });
    }
}
