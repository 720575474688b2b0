package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The HTML of a mail, as a browser's parser understands it.
 *
 * @param document the parsed HTML
 */
record HtmlMail(Document document) {

    /** Where the links of the shipped settings lead. */
    static final String LINK = "https://s3.console.aws.amazon.com/s3/object/";

    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "th", "td", "h1", "h2",
            "p", "span", "ul", "li", "br", "a");
    private static final Set<String> ATTRIBUTES = Set.of(
            "align",
            "border",
            "cellpadding",
            "cellspacing",
            "charset",
            "class",
            "content",
            "href",
            "lang",
            "name",
            "role",
            "style",
            "valign",
            "width");

    static HtmlMail of(String html) {
        return new HtmlMail(Jsoup.parse(html));
    }

    /** Fails if there is anything that a template of ours does not make. */
    HtmlMail assertInert() {
        assertThat(document.select("script,iframe,object,embed,form,input,img,svg,math,link,base,video,audio,template"))
                .isEmpty();
        assertThat(document.select("meta[http-equiv]")).isEmpty();
        for (Element element : document.getAllElements()) {
            if (element != document) {
                assertThat(element.tagName()).isIn(ELEMENTS);
            }
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).isIn(ATTRIBUTES);
                assertThat(attribute.getValue().toLowerCase(Locale.ROOT))
                        .doesNotContain("javascript:", "data:", "vbscript:");
            }
        }
        assertThat(document.select("[style]"))
                .allSatisfy(element -> assertThat(element.attr("style").toLowerCase(Locale.ROOT))
                        .doesNotContain("url(", "expression(", "@import"));
        assertThat(document.select("style")).hasSize(1);
        assertThat(document.select("style").first().data()).doesNotContain("url(", "@import", "<");
        assertThat(document.select("[href]")).allSatisfy(link -> {
            assertThat(link.tagName()).isEqualTo("a");
            assertThat(link.attr("href")).startsWith(LINK);
        });
        return this;
    }

    /** All elements in order with the names of their attributes, and nothing of what they hold. */
    List<String> structure() {
        return document.getAllElements().stream()
                .map(element -> element.parents().size() + " " + element.tagName()
                        + element.attributes().asList().stream()
                                .map(Attribute::getKey)
                                .toList())
                .toList();
    }

    /** What a person reads, without the invisible spaces that keep mail programs from making links. */
    String text() {
        return document.wholeText().replace("\u200b", "");
    }
}
