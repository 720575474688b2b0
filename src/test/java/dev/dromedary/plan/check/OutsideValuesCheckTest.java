package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps in which a message would say what is evaluated, named or called, and their harmless neighbours. */
class OutsideValuesCheckTest {

    @TempDir
    private Path folder;

    private List<Finding> findings(String steps) throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(
                folder.resolve("orders/take.camel.yaml"),
                "- route:\n    id: orders-take\n    from:\n      uri: direct:orders-take\n      steps:\n"
                        + steps.replace("|", "\n").indent(8));
        List<Finding> findings = new ArrayList<>();
        new OutsideValuesCheck()
                .check(RoutesText.read(new RoutesFolder(folder), new CamelSchema(), new ArrayList<>()), findings);
        return findings;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- setHeader: { name: CamelAwsS3Key, simple: '${body[key]}' }",
                "- setHeader: { name: CamelAwsS3Key, simple: { expression: '${header.key}' } }",
                "- setHeader: { name: CamelAwsS3Key, expression: { simple: { expression: '${body}' } } }",
                "- setHeader: { name: CamelAwsS3Key, header: key }",
                "- setHeader: { name: CamelAwsS3DestinationKey, simple: '${variable.key}' }",
                "- setHeaders: { headers: [ { name: CamelAwsS3Key, simple: '${body[key]}' } ] }",
                "- setHeader: { name: CamelAwsS3OverrideBucketName, simple: '${body[bucket]}' }",
                "- setHeader: { name: CamelHttpUri, simple: '${body[callback]}' }",
                "- setHeader: { name: CamelFileName, simple: '${header.name}' }",
                "- setHeader: { name: CamelExecCommandExecutable, simple: '/bin/${body}' }",
                "- setHeader: { name: CamelFreemarkerTemplate, simple: 'Dear ${body}' }",
                "- setHeader: { name: CamelVelocityTemplate, simple: '${body}' }",
                "- setHeader: { name: MustacheTemplate, simple: '${body}' }",
                "- setHeader: { name: CamelXsltResourceUri, simple: '${header.style}' }",
                "- setHeader: { name: CamelSqlQuery, simple: 'select * from t where a = ${body}' }",
                "- setHeader: { name: CamelBeanMethodName, simple: '${header.method}' }",
                "- setHeader: { name: CamelLanguageScript, simple: '${body}' }",
                "- toD: { uri: 'aws2-s3:b?keyName=${body[key]}' }",
                "- toD: '${header.address}'",
                "- wireTap: { uri: 'direct:${body}' }",
                "- recipientList: { header: { expression: addresses } }",
                "- routingSlip: { simple: { expression: '${body[slip]}' } }",
                "- dynamicRouter: { simple: { expression: '${header.next}' } }",
                "- enrich: { simple: { expression: 'direct:${body}' } }",
                "- pollEnrich: { simple: { expression: 'file:${body}' } }",
                "- to: { uri: 'language:simple' }",
                "- to: { uri: freemarker:orders/mail.ftl, parameters: { allowTemplateFromHeader: 'true' } }",
                "- to: { uri: aws2-s3, parameters: { bucketNameOrArn: b, keyName: '${body[key]}' } }",
                "- setBody: { simple: { expression: 'resource:file:${header.name}' } }",
                "- log: { message: '${bean:orders${header.name}}' }",
                "- log: { message: '${type:${body[class]}}' }",
                "- log: { message: '${ref:${header.name}}' }",
                "- setBody: { simple: { expression: '${properties:orders.${exchangeProperty.name2}}' } }",
                "- log: { message: '${variable.a.concat(${body[text]})}' }",
                "- log: { message: '${variables.${header.name}}' }",
            })
    void shouldFindIt_whenTheMessageSaysWhat(String step) throws IOException {
        assertThat(findings(step)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
            assertThat(finding.place()).startsWith("orders/take.camel.yaml:6:");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- setHeader: { name: CamelAwsS3Key, simple: 'processed/${body[id]}.csv' }",
                "- setHeader: { name: CamelAwsS3Key, simple: '{{orders.prefix}}${body[id]}.csv' }",
                "- setHeader: { name: CamelAwsS3Key, simple: '${header.CamelAwsS3Key}' }",
                "- setHeader: { name: CamelAwsS3Key, simple: '${exchangeProperty.name}.csv' }",
                "- setHeader: { name: CamelAwsS3Key, constant: processed/x.csv }",
                "- setHeader: { name: CamelAwsS3Key, simple: '${date:now:yyyy}/${uuid}.csv' }",
                "- setHeader: { name: Subject, simple: '${body[subject]}' }",
                "- to: { uri: object:locate, variableReceive: key, parameters: { objectKey: '${body[key]}', prefix: a/ } }"
                        + "|- setHeader: { name: CamelAwsS3Key, simple: '${variable.key}' }",
                "- setVariable: { name: next, constant: direct:a }|- toD: { uri: '${variable.next}' }",
                "- toD: { uri: 'aws2-sqs:{{orders.queue}}' }",
                "- enrich: { constant: { expression: direct:a } }",
                "- setHeader: { name: CamelSqlQuery, constant: 'select 1' }",
                "- to: { uri: 'language:simple:resource:file:x.txt' }",
                "- log: { message: '${body}' }",
                "- log: { message: '${bean:orders} ${type:java.lang.Integer.MAX_VALUE} ${variable.a} ${body}' }",
                "- log: { message: '${variable.list.get(${exchangeProperty.CamelLoopIndex})}' }",
                "- log: { message: '${exchangeProperty.a.concat(${body[text]})}' }",
                "- setVariable: { name: b, constant: x }|- log: { message: '${ref:${variable.b}}' }",
            })
    void shouldSayNothing_whenTheAuthorDoes(String step) throws IOException {
        assertThat(findings(step)).isEmpty();
    }
}
