package dev.dromedary.desk.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Condition;
import dev.dromedary.plan.Permission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

    private static final String BUCKET = "arn:${partition}:s3:::shop-${environment}-${account}-${region}";

    private static Policy policy(String action, String resource, Condition... conditions) {
        return Policy.of(List.of(new Permission("", List.of(action), resource, List.of(conditions))), "us-east-1");
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, /raw/*,      s3:GetObject, arn:aws:s3:::shop/raw/a/b.csv, true",
        "s3:GetObject, /raw/*,      s3:GetObject, arn:aws:s3:::shop/raw,         false",
        "s3:GetObject, /raw/*,      s3:PutObject, arn:aws:s3:::shop/raw/a.csv,   false",
        "s3:Get*,      /raw/?.csv,  s3:getobject, arn:aws:s3:::shop/raw/a.csv,   true",
        "s3:Get*,      /raw/?.csv,  s3:GetObject, arn:aws:s3:::shop/raw/ab.csv,  false",
        "s3:GetObject, /raw/a.csv,  s3:GetObject, arn:aws:s3:::shop/raw/axcsv,   false",
        "s3:GetObject, /*,          s3:GetObject, arn:aws:s3:::shop-2/a.csv,     false"
    })
    void shouldCompareAsIamDoes_whenAnObjectIsAskedFor(
            String granted, String keys, String action, String resource, boolean allowed) {
        assertThat(policy(granted, BUCKET + keys).allows(Asked.of(action, resource)))
                .isEqualTo(allowed);
    }

    @Test
    void shouldHoldToTheCondition_whenAStatementHasOne() {
        Policy policy =
                policy("s3:ListBucket", BUCKET, new Condition("StringLike", "s3:prefix", List.of("raw/*", "x")));
        Asked bucket = Asked.of("s3:ListBucket", "arn:aws:s3:::shop");

        assertThat(policy.allows(bucket.with("s3:prefix", "raw/a.csv"))).isTrue();
        assertThat(policy.allows(bucket.with("s3:prefix", "x"))).isTrue();
        assertThat(policy.allows(bucket.with("s3:prefix", "processed/"))).isFalse();
        assertThat(policy.allows(bucket)).isFalse();
    }

    @Test
    void shouldRefuse_whenAConditionCantBeJudged() {
        Asked asked = Asked.of("s3:GetObject", "arn:aws:s3:::shop/a").with("aws:SourceIp", "127.0.0.1");

        assertThat(policy(
                                "s3:GetObject",
                                BUCKET + "/*",
                                new Condition("IpAddress", "aws:SourceIp", List.of("127.0.0.1")))
                        .allows(asked))
                .isFalse();
    }

    @Test
    void shouldKnowTheNamesOfADesk_whenThePlanNamesThoseOfAnEnvironment() {
        Map<String, String> names = Map.of(
                "arn:${partition}:sqs:${region}:${account}:shop-${environment}.fifo",
                "arn:aws:sqs:us-east-1:000000000000:shop.fifo",
                "arn:${partition}:dynamodb:${region}:${account}:table/shop-${environment}/index/by-day",
                "arn:aws:dynamodb:us-east-1:000000000000:table/shop/index/by-day",
                "arn:${partition}:secretsmanager:${region}:${account}:secret:key-${environment}-??????",
                "arn:aws:secretsmanager:us-east-1:000000000000:secret:key-a1B2c3");

        names.forEach((planned, real) -> assertThat(policy("a:B", planned).allows(Asked.of("a:B", real)))
                .as(real)
                .isTrue());
    }
}
