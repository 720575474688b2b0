package dev.dromedary.function.runtime.sending;

import dev.dromedary.function.records.EscapedText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/**
 * Makes text that a service would refuse such that it takes it: one character of somebody's file must not keep a message, an item or
 * a mail from being sent for ever. What is escaped, and how, says docs/failures.md; text that can be sent is not touched.
 *
 * <p>The SDK gives it to every client in the process, those of users' own routes included, as
 * {@code software/amazon/awssdk/global/handlers/execution.interceptors} names it.
 *
 * @see <a href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/interceptors.html">Execution interceptors</a>
 */
public final class SendableRequests implements ExecutionInterceptor {

    private static final String SERVICES = "software.amazon.awssdk.services.";

    private static final TextFields UTF8 =
            new TextFields((parent, member, text) -> SendableText.text(text, EscapedText::isInUtf8));

    /** By the service's name in the SDK's packages; no class of a service is loaded that a function has not. */
    private static final Map<String, TextFields> RULES = Map.of(
            "sqs", new TextFields(SendableRequests::message),
            "sns", new TextFields(SendableRequests::notification),
            "eventbridge", new TextFields(SendableRequests::event),
            "ses", new TextFields(SendableRequests::mail),
            "sesv2", new TextFields(SendableRequests::mail),
            "s3", new TextFields(SendableRequests::object));

    /** For the SDK. */
    public SendableRequests() {}

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return sendable(context.request());
    }

    /** A request of any service as it is sent; the request itself if all of its texts can be. */
    public static SdkRequest sendable(SdkRequest request) {
        String name = request.getClass().getName();
        if (!name.startsWith(SERVICES)) {
            return request;
        }
        String service = name.substring(SERVICES.length(), name.indexOf('.', SERVICES.length()));
        SdkRequest sendable = RULES.getOrDefault(service, UTF8).of(request);
        return service.equals("s3") ? readable(sendable) : sendable;
    }

    private static String message(String parent, String member, String text) {
        return switch (member) {
            case "MessageGroupId", "MessageDeduplicationId" -> SendableText.id(text);
            case "MessageBody", "StringValue" -> SendableText.text(text, EscapedText::isInXml);
            default -> text;
        };
    }

    private static String notification(String parent, String member, String text) {
        return switch (member) {
            case "MessageGroupId", "MessageDeduplicationId" -> SendableText.id(text);
            case "Message", "StringValue" -> SendableText.text(text, EscapedText::isInXml);
            case "Subject" -> SendableText.subject(text);
            default -> text;
        };
    }

    /** Queues are targets of rules, so what a queue does not take is no part of an event. */
    private static String event(String parent, String member, String text) {
        return switch (member) {
            case "Detail", "Resources" -> SendableText.text(text, EscapedText::isInXml);
            case "Source", "DetailType" -> SendableText.line(text);
            default -> text;
        };
    }

    /** An address is sent as it stands or not at all: another would be somebody else's. */
    private static String mail(String parent, String member, String text) {
        if (!member.equals("Data")) {
            return text;
        }
        return parent.equals("Subject") ? SendableText.line(text) : EscapedText.escape(text, EscapedText::isInXml);
    }

    private static String object(String parent, String member, String text) {
        return switch (member) {
            case "Metadata" -> SendableText.metadata(text);
            case "Tagging" -> tags(text);
            case "CacheControl",
                    "ContentDisposition",
                    "ContentEncoding",
                    "ContentLanguage",
                    "ContentType",
                    "WebsiteRedirectLocation" -> SendableText.header(text);
            default ->
                parent.equals("TagSet") ? SendableText.tag(text) : EscapedText.escape(text, EscapedText::isInUtf8);
        };
    }

    /** Tags as a header has them: {@code name=value&name=value}, URL-encoded. */
    private static String tags(String header) {
        return Arrays.stream(header.split("&"))
                .map(tag -> Arrays.stream(tag.split("=", 2))
                        .map(part -> URLEncoder.encode(
                                SendableText.tag(URLDecoder.decode(part, StandardCharsets.UTF_8)),
                                StandardCharsets.UTF_8))
                        .collect(Collectors.joining("=")))
                .collect(Collectors.joining("&"));
    }

    /**
     * Lists of objects that can be read whatever their keys hold: S3 answers in XML, which has not all characters of a key. The SDK
     * asks for plain keys, and decodes those that are URL-encoded.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2, encoding-type</a>
     */
    private static SdkRequest readable(SdkRequest request) {
        if (request instanceof ListObjectsV2Request list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListObjectsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListObjectVersionsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        if (request instanceof ListMultipartUploadsRequest list && list.encodingTypeAsString() == null) {
            return list.toBuilder().encodingType(EncodingType.URL).build();
        }
        return request;
    }
}
