package dev.dromedary.faults;

/** How a service writes its replies. */
enum Protocol {
    JSON,
    REST_JSON,
    REST_XML,
    QUERY;

    /**
     * That of a service.
     *
     * @param service as the SDK calls it
     */
    static Protocol of(String service) {
        return switch (service) {
            case "S3" -> REST_XML;
            case "Ses", "Sns" -> QUERY;
            case "BedrockRuntime" -> REST_JSON;
            default -> JSON;
        };
    }
}
