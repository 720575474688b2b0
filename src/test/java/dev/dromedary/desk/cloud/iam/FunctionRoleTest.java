package dev.dromedary.desk.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.Secrets;
import dev.dromedary.plan.Condition;
import dev.dromedary.plan.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class FunctionRoleTest {

    private static final Permission READ =
            new Permission("Read", List.of("s3:GetObject"), "arn:aws:s3:::shop/raw/*", List.of());
    private static final Permission LIST = new Permission(
            "List",
            List.of("s3:ListBucket"),
            "arn:aws:s3:::shop",
            List.of(new Condition("StringLike", "s3:prefix", List.of("raw/*"))));

    private EmbeddedS3 s3;
    private FunctionRole role;

    @BeforeEach
    void putOne(@TempDir Path folder) throws IOException {
        s3 = new EmbeddedS3(folder, change -> {});
        s3.createBucket(create -> create.bucket("shop"));
        s3.putObject(put -> put.bucket("shop").key("raw/a.csv"), RequestBody.fromString("a"));
    }

    @AfterEach
    void close() {
        s3.close();
    }

    /** A client in a role with permissions, enforced. */
    private S3Client client(Permission... permissions) {
        role = new FunctionRole("shop-read", "us-east-1", () -> Policy.of(List.of(permissions), "us-east-1"));
        S3Client client = role.client(S3Client.class, s3);
        role.enforce();
        return client;
    }

    private static String read(S3Client client, String bucket, String key) {
        return client.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void shouldAnswer_whenThePolicyAllowsTheCall() {
        assertThat(read(client(READ), "shop", "raw/a.csv")).isEqualTo("a");
        assertThat(role.denials()).isEmpty();
    }

    @Test
    void shouldCountCalls_whenTheRoleIsEnforced() {
        S3Client client = client(READ);
        read(client, "shop", "raw/a.csv");
        read(client, "shop", "raw/a.csv");
        assertThatThrownBy(() ->
                        client.deleteObject(delete -> delete.bucket("shop").key("raw/a.csv")))
                .isInstanceOf(S3Exception.class);

        assertThat(role.calls()).containsOnly(entry("s3:DeleteObject", 1L), entry("s3:GetObject", 2L));
        role.forget();
        assertThat(role.calls()).isEmpty();
    }

    @Test
    void shouldRefuseAsS3Does_whenThePolicyDoesNotAllowTheCall() {
        S3Client client = client(READ, LIST);

        assertThatThrownBy(
                        () -> client.putObject(put -> put.bucket("shop").key("raw/b.csv"), RequestBody.fromString("b")))
                .isInstanceOfSatisfying(S3Exception.class, denied -> {
                    assertThat(denied.statusCode()).isEqualTo(403);
                    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
                    assertThat(denied)
                            .hasMessageContaining(
                                    "is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::shop/raw/b.csv");
                });

        assertThatThrownBy(() -> s3.headObject(head -> head.bucket("shop").key("raw/b.csv")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(role.denials()).singleElement().satisfies(denial -> {
            assertThat(denial.action()).isEqualTo("s3:PutObject");
            assertThat(denial.sentence())
                    .contains("shop-read may not call s3:PutObject on arn:aws:s3:::shop/raw/b.csv");
        });
    }

    @Test
    void shouldSayThatAKeyIsNotThere_whenItMayBeListed() {
        S3Client client = client(READ, LIST);

        assertThatThrownBy(() -> read(client, "shop", "raw/none.csv")).isInstanceOf(NoSuchKeyException.class);
        assertThat(role.denials()).isEmpty();
    }

    @Test
    void shouldRefuse_whenAKeyIsNotThereAndMayNotBeListed() {
        S3Client client = client(READ);

        assertThatThrownBy(() -> client.headObject(head -> head.bucket("shop").key("raw/none.csv")))
                .isInstanceOfSatisfying(S3Exception.class, denied -> assertThat(denied.statusCode())
                        .isEqualTo(403));
        assertThat(role.denials()).extracting(Denial::action).containsExactly("s3:ListBucket");
    }

    @Test
    void shouldSayThatABucketIsNotThere_whateverMayBeListed() {
        S3Client client = client(new Permission("", List.of("s3:*"), "arn:aws:s3:::none/*", List.of()));

        assertThatThrownBy(() -> read(client, "none", "a")).isInstanceOf(NoSuchBucketException.class);
    }

    @Test
    void shouldRefuseWithASentence_whenNobodyKnowsWhatAnOperationTakes() {
        S3Client client = client(new Permission("", List.of("s3:*"), "*", List.of()));

        assertThatThrownBy(() -> client.deleteBucketPolicy(delete -> delete.bucket("shop")))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("s3:DeleteBucketPolicy");
        assertThat(role.denials()).singleElement().satisfies(denial -> assertThat(denial.sentence())
                .contains("does not know which permission that takes", "--allow-all"));
    }

    @Test
    void shouldReadASecret_whenJustThatIsGranted() {
        client(new Permission(
                "",
                List.of("secretsmanager:GetSecretValue"),
                "arn:${partition}:secretsmanager:${region}:${account}:secret:shop/key-${environment}-??????",
                List.of()));
        Secrets secrets = role.secrets(name -> "value of " + name.inAws());

        assertThat(secrets.value(new Secrets.Name(Secrets.Kind.secret, "shop.key", "shop/key")))
                .isEqualTo("value of shop/key");
        assertThatThrownBy(() -> secrets.value(new Secrets.Name(Secrets.Kind.parameter, "shop.url", "/shop/url")))
                .hasMessageContaining("ssm:GetParameter")
                .hasMessageContaining("parameter/shop/url");
    }

    @Test
    void shouldRefuse_whenAnotherThreadCalls() throws InterruptedException {
        S3Client client = client();
        Thread thread = new Thread(() -> assertThatThrownBy(() -> read(client, "shop", "raw/a.csv")));
        thread.start();
        thread.join();

        assertThat(role.denials()).extracting(Denial::action).containsExactly("s3:GetObject");
    }

    @Test
    void shouldAllowEverything_whileItIsNotEnforced() {
        S3Client client = client();
        role.suspend();

        assertThat(read(client, "shop", "raw/a.csv")).isEqualTo("a");
    }

    @Test
    void shouldAllowEverything_whenThereIsNoPlan() {
        role = new FunctionRole("shop-read", "us-east-1", null);
        S3Client client = role.client(S3Client.class, s3);
        role.enforce();

        assertThat(read(client, "shop", "raw/a.csv")).isEqualTo("a");
        assertThatCode(() -> role.requireStart(new Feed.Events("bus", Map.of())))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldLetNothingStart_whenNoPolicyLetsTheServiceIn() {
        client(new Permission(
                "",
                List.of("lambda:InvokeFunction"),
                "arn:aws:lambda:us-east-1:000000000000:function:shop-read",
                List.of(
                        new Condition("StringEquals", "aws:PrincipalServiceName", List.of("events.amazonaws.com")),
                        new Condition(
                                "StringEquals",
                                "aws:SourceArn",
                                List.of("arn:aws:events:us-east-1:000000000000:rule/bus/shop-read")))));

        assertThatCode(() -> role.requireStart(new Feed.Events("bus", Map.of())))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> role.requireStart(new Feed.Events("other", Map.of())))
                .hasMessageContaining("lambda:InvokeFunction");
        assertThatThrownBy(() -> role.requireStart(new Feed.Times("rate(1 hour)", "UTC", 0)))
                .hasMessageContaining("lambda:InvokeFunction");
        assertThatThrownBy(() -> role.requireStart(new Feed.Messages("orders", 10, 1, 30, 3)))
                .hasMessageContaining("sqs:ReceiveMessage");
        assertThat(role.mayKeepFailed("shop-read-failed")).isFalse();
    }
}
