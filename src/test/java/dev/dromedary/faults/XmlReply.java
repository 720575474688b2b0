package dev.dromedary.faults;

import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.ListTrait;

/** A response as XML, as services write what the SDK reads into one. */
final class XmlReply {

    private XmlReply() {}

    /** The members of a response that are in its body. */
    static String members(SdkPojo response) {
        StringBuilder xml = new StringBuilder();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.PAYLOAD && JsonReply.isThere(value)) {
                member(xml, field, value);
            }
        }
        return xml.toString();
    }

    private static void member(StringBuilder xml, SdkField<?> field, Object value) {
        String name = field.unmarshallLocationName();
        if (value instanceof List<?> list) {
            ListTrait trait = field.getTrait(ListTrait.class);
            String each = trait.isFlattened()
                    ? name
                    : trait.memberLocationName() == null ? "member" : trait.memberLocationName();
            StringBuilder elements = new StringBuilder();
            list.forEach(one -> element(elements, each, text(one)));
            if (trait.isFlattened()) {
                xml.append(elements);
            } else {
                element(xml, name, elements.toString());
            }
        } else {
            element(xml, name, text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof SdkPojo pojo) {
            return members(pojo);
        }
        if (value instanceof SdkBytes || value instanceof Instant) {
            return escaped(value instanceof SdkBytes bytes ? bytes.asUtf8String() : value.toString());
        }
        return escaped(value.toString());
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void element(StringBuilder xml, String name, String content) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(content)
                .append("</")
                .append(name)
                .append('>');
    }
}
