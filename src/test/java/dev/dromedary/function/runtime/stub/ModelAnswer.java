package dev.dromedary.function.runtime.stub;

/** What Bedrock's Converse replies. */
final class ModelAnswer {

    static final String JSON = """
            {"output":{"message":{"role":"assistant","content":[{"text":
            "{\\"insights\\":[\\"A model's insight.\\"],\\"recommendations\\":[\\"Rest.\\"],\\"summary\\":\\"All told.\\"}"}]}},
            "stopReason":"end_turn","usage":{"inputTokens":1000,"outputTokens":50,"totalTokens":1050},
            "metrics":{"latencyMs":5}}""";

    private ModelAnswer() {}
}
