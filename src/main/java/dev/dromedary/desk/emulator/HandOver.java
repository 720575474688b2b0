package dev.dromedary.desk.emulator;

import java.net.URI;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ApiDestinationHttpMethod;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.ConnectionHeaderParameter;
import software.amazon.awssdk.services.eventbridge.model.CreateConnectionAuthRequestParameters;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;

/**
 * An API destination in MiniStack that hands events over to functions as Lambda's asynchronous invocation takes them, as EventBridge and
 * Scheduler do on AWS. MiniStack's own way from a rule to a function starts it once, and forgets a failure.
 *
 * @param eventBridge MiniStack's
 * @param names account and region of the functions
 * @param endpoint where MiniStack is
 * @param name of the destination and its connection
 */
record HandOver(EventBridgeClient eventBridge, Names names, URI endpoint, String name) {

    /** The ARN of the destination, which is made if it is not there; a target says in its path parameter which function is meant. */
    String create() {
        String connection = connection();
        String function =
                endpoint.resolve("/2015-03-31/functions/*/invocations").toString();
        try {
            return eventBridge
                    .createApiDestination(create -> create.name(name)
                            .connectionArn(connection)
                            .invocationEndpoint(function)
                            .httpMethod(ApiDestinationHttpMethod.POST))
                    .apiDestinationArn();
        } catch (ResourceAlreadyExistsException e) {
            return eventBridge
                    .updateApiDestination(update -> update.name(name).invocationEndpoint(function))
                    .apiDestinationArn();
        }
    }

    private String connection() {
        // Says whose functions they are; MiniStack looks at no signature.
        String authorization = "AWS4-HMAC-SHA256 Credential=" + names.account() + "/20260101/" + names.region()
                + "/lambda/aws4_request, SignedHeaders=host, Signature=none";
        CreateConnectionAuthRequestParameters parameters = CreateConnectionAuthRequestParameters.builder()
                .apiKeyAuthParameters(key -> key.apiKeyName("Authorization").apiKeyValue(authorization))
                .invocationHttpParameters(http -> http.headerParameters(ConnectionHeaderParameter.builder()
                        .key("X-Amz-Invocation-Type")
                        .value("Event")
                        .build()))
                .build();
        try {
            return eventBridge
                    .createConnection(create -> create.name(name)
                            .authorizationType(ConnectionAuthorizationType.API_KEY)
                            .authParameters(parameters))
                    .connectionArn();
        } catch (ResourceAlreadyExistsException e) {
            return eventBridge
                    .describeConnection(describe -> describe.name(name))
                    .connectionArn();
        }
    }

    /** Removes it. */
    void delete() {
        eventBridge.deleteApiDestination(delete -> delete.name(name));
        eventBridge.deleteConnection(delete -> delete.name(name));
    }
}
