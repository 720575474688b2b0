package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jsonvalidator.JsonValidationException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routes use of libraries works without those parts of them that the function zip leaves out. */
class ComponentsTest {

    @Test
    void shouldValidateJson_whenSchemaIsJson(@TempDir Path folder) throws Exception {
        Path schema = folder.resolve("s.json");
        Files.writeString(schema, """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["a"],
                 "properties": {"a": {"type": "string", "format": "date-time"}, "b": {"$ref": "#/$defs/b"}},
                 "$defs": {"b": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 3}}}
                """);
        try (CamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:check").to("json-validator:file:" + schema);
                }
            });
            context.start();
            String valid = "{\"a\": \"2026-11-20T13:00:00Z\", \"b\": \"x\"}";

            assertThat(context.createProducerTemplate().requestBody("direct:check", (Object) valid, String.class))
                    .isEqualTo(valid);
            assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:check", "{\"b\": \"LONG\"}"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasCauseInstanceOf(JsonValidationException.class);
        }
    }

    @Test
    void shouldWriteAMail_whenItHasSeveralParts() throws Exception {
        MimeBodyPart text = new MimeBodyPart();
        text.setText("täxt", "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setDataHandler(new DataHandler("<p>täxt</p>", "text/html; charset=UTF-8"));
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setContent(new MimeMultipart("alternative", text, html));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        mail.writeTo(out);

        assertThat(out.toString(StandardCharsets.US_ASCII))
                .contains("multipart/alternative", "text/plain; charset=UTF-8", "text/html; charset=UTF-8");
    }
}
