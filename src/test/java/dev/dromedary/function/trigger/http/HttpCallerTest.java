package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Endpoints;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.JsonDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A caller is the same however often they come, and no one else. */
class HttpCallerTest {

    @RegisterExtension
    static final Endpoints ENDPOINTS = new Endpoints();

    private static final String ROLE = "arn:aws:sts::123456789012:assumed-role/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'iam': {'userArn': 'arn:aws:iam::1:user/eve', 'callerId': 'AIDA'}} | arn:aws:iam::1:user/eve",
                "{'iam': {'userArn': 'arn:aws:iam::1:root', 'callerId': '1'}} | arn:aws:iam::1:root",
                "{'iam': {'userArn': 'ROLEorders/i-0abc', 'callerId': 'AROA:i-0abc'}} | ROLEorders",
                "{'iam': {'userArn': 'arn:aws-cn:sts::1:assumed-role/orders/botocore-session-17'}} |"
                        + " arn:aws-cn:sts::1:assumed-role/orders",
                "{'iam': {'userArn': 'ROLEAWSReservedSSO_Admin_0123/eve@example.com'}} |"
                        + " ROLEAWSReservedSSO_Admin_0123/eve@example.com",
                "{'iam': {'userArn': 'arn:aws:sts::1:federated-user/eve'}} | arn:aws:sts::1:federated-user/eve",
                "{'iam': {'callerId': 'AROA:session'}} | AROA",
                "{'iam': {'userArn': ' ', 'callerId': '', 'userId': 'AIDA'}} | AIDA",
                "{'iam': {'userArn': 'ROLEpool/CognitoIdentityCredentials', 'accessKey': 'ASIA1', 'cognitoIdentity':"
                        + " {'identityId': 'us-east-1:eve'}}} | us-east-1:eve",
                "{'iam': {'userArn': 'ROLEpool/CognitoIdentityCredentials', 'accessKey': 'ASIA1', 'cognitoIdentity':"
                        + " null}} | ROLEpool/CognitoIdentityCredentials#ASIA1",
                "{'jwt': {'claims': {'iss': 'https://a', 'sub': 'eve', 'client_id': 'c'}}} | https://a#eve",
                "{'jwt': {'claims': {'sub': 'eve'}}} | eve",
                "{'jwt': {'claims': {'iss': 'https://a', 'client_id': 'c'}}} | https://a#c",
                "{'jwt': {'claims': {'iss': 'https://a', 'sub': '', 'azp': 'c'}}} | https://a#c",
                "{'jwt': {'claims': {'username': 'eve', 'exp': '1', 'iat': '2', 'jti': '3'}}} | {\"username\":\"eve\"}",
                "{'lambda': {'principalId': 'eve', 'sub': 'x'}} | eve",
                "{'lambda': {'sub': 'eve'}} | eve",
                "{'lambda': {'tenant': 't', 'mail': 'eve@example.com'}} |"
                        + " {\"mail\":\"eve@example.com\",\"tenant\":\"t\"}",
                "{'lambda': {}} | 192.0.2.1",
                "{'lambda': null} | 192.0.2.1",
                "{'iam': null} | 192.0.2.1"
            })
    void shouldNameTheCaller_whateverAuthorizesThem(String authorizer, String caller) {
        Map<String, Object> context = Map.of(
                "authorizer",
                JsonDocument.parse(authorizer.replace('\'', '"').replace("ROLE", ROLE)),
                "http",
                Map.of("sourceIp", "192.0.2.1"));

        assertThat(HttpCaller.of(context)).contains(caller.replace("ROLE", ROLE));
    }

    @Test
    void shouldNameTheCertificate_whenNothingElseAuthorizes() {
        Map<String, Object> certificate = Map.of("issuerDN", "CN=ca", "subjectDN", "CN=eve", "serialNumber", "1");
        Map<String, Object> context =
                Map.of("authentication", Map.of("clientCert", certificate), "http", Map.of("sourceIp", "192.0.2.1"));

        assertThat(HttpCaller.of(context)).contains("CN=ca#CN=eve");
    }

    /** What tells two people apart, all else being equal: one key must not make them one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'iam': {'userArn': 'R/p/CognitoIdentityCredentials', 'cognitoIdentity': {'identityId': '*'}}}",
                "{'iam': {'userArn': 'arn:aws:iam::1:user/*'}}",
                "{'jwt': {'claims': {'iss': '*', 'sub': 'eve'}}}",
                "{'jwt': {'claims': {'iss': 'i', 'sub': '*'}}}",
                "{'jwt': {'claims': {'iss': 'i', 'client_id': '*'}}}",
                "{'lambda': {'principalId': '*'}}",
                "{'lambda': {'user': {'name': '*'}}}"
            })
    void shouldBeTwoThings_whenTwoCallersSendTheSameKey(String authorizer) {
        String first = item(authorizer.replace("*", "one"));

        assertThat(item(authorizer.replace("*", "two"))).isNotEqualTo(first);
        assertThat(item(authorizer.replace("*", "one"))).isEqualTo(first);
    }

    /** What differs between two requests of one person: one key has to make them one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'iam': {'userArn': 'arn:aws:sts::1:assumed-role/r/*', 'accessKey': '*', 'callerId': 'AROA:*'}}",
                "{'iam': {'accessKey': '*', 'cognitoIdentity': {'identityId': 'i', 'amr': ['*']}}}",
                "{'jwt': {'claims': {'iss': 'i', 'sub': 's', 'exp': '*', 'iat': '*', 'jti': '*'}}}",
                "{'jwt': {'claims': {'user': 'u', 'exp': '*', 'iat': '*', 'jti': '*'}}}"
            })
    void shouldBeOneThing_whenACallerHasAnotherSession(String authorizer) {
        assertThat(item(authorizer.replace("*", "two"))).isEqualTo(item(authorizer.replace("*", "one")));
    }

    private static String item(String authorizer) {
        Map<String, Object> event =
                HttpEvents.header(HttpEvents.post("application/json", "{}"), "idempotency-key", "order-1");
        Fields.object(event, "requestContext").put("authorizer", JsonDocument.parse(authorizer.replace('\'', '"')));
        List<Arrival> arrivals =
                ENDPOINTS.of("lambda-http:/pipelines?method=POST").arrivals(event);
        return arrivals.get(0).ledgerItem();
    }
}
