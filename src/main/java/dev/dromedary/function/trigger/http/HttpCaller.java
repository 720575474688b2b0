package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.JsonDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who sends a request, as its authorizer names them. The same at every request of the same caller, whatever session or token
 * they have; different for different callers, since an {@code Idempotency-Key} is one of its caller.
 */
final class HttpCaller {

    /** Claims that differ from token to token of the same caller: https://www.rfc-editor.org/rfc/rfc7519#section-4.1 */
    private static final Set<String> OF_THE_TOKEN =
            Set.of("exp", "nbf", "iat", "jti", "auth_time", "origin_jti", "nonce", "at_hash", "sid", "event_id");

    private static final List<String> CLIENTS = List.of("client_id", "azp", "cid", "appid");

    /** What Cognito's identity pools, and IAM Identity Center, call sessions and roles. */
    private static final String POOL_SESSION = "CognitoIdentityCredentials";

    private static final String IDENTITY_CENTER = "AWSReservedSSO_";

    private HttpCaller() {}

    /**
     * The caller.
     *
     * @param context the request's {@code requestContext}
     * @return of IAM the Cognito identity, the role, or the ARN of a user; of a token {@code <issuer>#<subject>}, or its client in place
     *     of a subject; of a function that authorizes {@code principalId} or {@code sub}, or else all that it says; of a
     *     client certificate its issuer and subject; else the address. Empty if there is not even that
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">
     *     Payload format 2.0</a>
     */
    static Optional<String> of(Map<String, Object> context) {
        Map<String, Object> authorizer = Fields.object(context, "authorizer");
        Map<String, Object> certificate = Fields.object(Fields.object(context, "authentication"), "clientCert");
        return first(List.of(
                iam(Fields.object(authorizer, "iam")),
                token(Fields.object(Fields.object(authorizer, "jwt"), "claims")),
                function(Fields.object(authorizer, "lambda")),
                joined(Fields.id(certificate, "issuerDN"), Fields.id(certificate, "subjectDN")),
                Optional.ofNullable(Fields.id(Fields.object(context, "http"), "sourceIp"))));
    }

    private static Optional<String> iam(Map<String, Object> iam) {
        String arn = Fields.id(iam, "userArn");
        return first(List.of(
                // Of a pool's identities, all else is that of the role that they share.
                Optional.ofNullable(Fields.id(Fields.object(iam, "cognitoIdentity"), "identityId")),
                arn == null ? Optional.empty() : Optional.of(principal(arn, iam)),
                // Of a role: its id, a colon and the name of the session.
                Optional.ofNullable(Fields.id(iam, "callerId")).map(id -> id.split(":", 2)[0]),
                Optional.ofNullable(Fields.id(iam, "userId")).map(id -> id.split(":", 2)[0])));
    }

    /**
     * Who an ARN names. Sessions of a role are mostly named by the SDK, anew for each: {@code
     * arn:aws:sts::<account>:assumed-role/<role>/<session>}.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns">ARNs</a>
     * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html">Roles of IAM Identity
     *     Center, whose sessions have the names of their users</a>
     */
    private static String principal(String arn, Map<String, Object> iam) {
        int role = arn.indexOf(":assumed-role/");
        int session = arn.lastIndexOf('/');
        if (role < 0 || session <= role + ":assumed-role/".length()) {
            return arn;
        }
        if (arn.startsWith(IDENTITY_CENTER, role + ":assumed-role/".length())) {
            return arn;
        }
        String accessKey = Fields.id(iam, "accessKey");
        boolean shared = arn.endsWith("/" + POOL_SESSION) && accessKey != null;
        // A function URL does not tell the identity. The key is the identity's own, as long as it is valid.
        return shared ? arn + "#" + accessKey : arn.substring(0, session);
    }

    private static Optional<String> token(Map<String, Object> claims) {
        String issuer = Fields.id(claims, "iss");
        return first(List.of(
                named(issuer, Fields.id(claims, "sub")),
                CLIENTS.stream()
                        .map(client -> Fields.id(claims, client))
                        .filter(client -> client != null)
                        .findFirst()
                        .flatMap(client -> named(issuer, client)),
                all(claims)));
    }

    /** A subject is one of its issuer: https://www.rfc-editor.org/rfc/rfc7519#section-4.1.2 */
    private static Optional<String> named(String issuer, String subject) {
        return subject == null ? Optional.empty() : Optional.of(issuer == null ? subject : issuer + "#" + subject);
    }

    private static Optional<String> function(Map<String, Object> told) {
        return first(List.of(
                Optional.ofNullable(Fields.id(told, "principalId")),
                named(Fields.id(told, "iss"), Fields.id(told, "sub")),
                all(told)));
    }

    /** All that is said of a caller who has no name, in one order. */
    private static Optional<String> all(Map<String, Object> told) {
        Map<String, Object> lasting = new TreeMap<>(told);
        lasting.keySet().removeAll(OF_THE_TOKEN);
        return lasting.isEmpty() ? Optional.empty() : Optional.of(JsonDocument.write(lasting));
    }

    private static Optional<String> joined(String issuer, String subject) {
        return issuer == null || subject == null ? Optional.empty() : Optional.of(issuer + "#" + subject);
    }

    private static Optional<String> first(List<Optional<String>> names) {
        return names.stream().flatMap(Optional::stream).findFirst();
    }
}
