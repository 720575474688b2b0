package dev.dromedary.plan;

import dev.dromedary.function.steps.query.QueryEndpoint;
import dev.dromedary.function.steps.query.TableList;
import java.util.List;

/** {@code query:select} and {@code query:store}: reading the objects of the tables, and what the engine needs. */
final class QueryPermissions {

    private QueryPermissions() {}

    static void add(EndpointUse use, Needs needs) {
        needs.resource(use, "bucket", ResourceKind.BUCKET)
                .ifPresent(bucket -> TableList.of(use.option("tables").orElse(null))
                        .values()
                        .forEach(folder -> {
                            KeyPattern keys = KeyPattern.of(folder + "*");
                            needs.allow("ReadObjects", bucket.arn() + "/" + keys.resource(), List.of("s3:GetObject"));
                            needs.allowListing(bucket, keys.resource());
                            needs.used().prefix(bucket, keys.prefix());
                            needs.calls("s3:ListBucket", 1);
                        }));
        switch (engine(use)) {
            // Its result goes through our writer of Parquet.
            case duckdb -> needs.runFrom(ZipPackage.DUCKDB);
            case athena -> {
                needs.runFrom(ZipPackage.PARQUET);
                athena(use, needs);
            }
        }
    }

    /** Athena reads tables and objects, and writes results, with the permissions of who asks. */
    private static void athena(EndpointUse use, Needs needs) {
        String pipeline = needs.pipeline();
        String workgroup = Catalog.workgroup(pipeline);
        String database = Catalog.database(pipeline);
        needs.used().realValues().put("dromedary.athena.workgroup", workgroup);
        needs.used().realValues().put("dromedary.athena.database", database);
        needs.allow("QueryAthena", ResourceKind.WORKGROUP.arn(workgroup), AthenaPermissions.QUERIES);
        AthenaPermissions.readCatalog(needs, database);
        needs.resource(use, "bucket", ResourceKind.BUCKET).ifPresent(bucket -> {
            needs.allow(
                    "WriteResults",
                    bucket.arn() + "/" + Catalog.RESULTS + "*",
                    List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"));
            needs.allow("LocateResults", bucket.arn(), List.of("s3:GetBucketLocation"));
            needs.allowListing(bucket, Catalog.RESULTS + "*");
            needs.used().prefix(bucket, Catalog.RESULTS);
            TableList.of(use.option("tables").orElse(null)).values().forEach(folder -> needs.catalog()
                    .asked(new AskedTable(use.step(), bucket.realName(), folder)));
        });
    }

    private static QueryEndpoint.Engine engine(EndpointUse use) {
        return use.option("engine").map(QueryEndpoint.Engine::valueOf).orElse(QueryEndpoint.Engine.duckdb);
    }
}
