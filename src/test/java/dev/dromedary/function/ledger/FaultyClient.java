package dev.dromedary.function.ledger;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A client one call of which goes wrong. */
final class FaultyClient implements DynamoDbClient {

    /** How a call goes wrong. */
    enum Fault {
        /** It never reaches the table. */
        BEFORE,
        /** It takes effect, and its caller is told that it failed. */
        AFTER,
        /** Its reply is lost, and the SDK repeats it. */
        REPEATED
    }

    private final DynamoDbClient client;
    private Fault fault;
    private int callsUntilFault;
    private int calls;
    private int puts;

    FaultyClient(DynamoDbClient client) {
        this.client = client;
    }

    /** Makes the n-th call from now on go wrong, counted from 1. */
    void failCall(int n, Fault how) {
        callsUntilFault = n;
        fault = how;
    }

    int calls() {
        return calls;
    }

    int puts() {
        return puts;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call(() -> client.getItem(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        puts++;
        return call(() -> client.putItem(request));
    }

    private <T> T call(Supplier<T> supplier) {
        calls++;
        if (--callsUntilFault != 0) {
            return supplier.get();
        }
        if (fault != Fault.BEFORE) {
            supplier.get();
            if (fault == Fault.REPEATED) {
                return supplier.get();
            }
        }
        throw SdkClientException.create("planted fault " + fault);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
