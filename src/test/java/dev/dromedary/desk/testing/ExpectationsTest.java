package dev.dromedary.desk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {

    private final ObjectMapper mapper = new ObjectMapper();
    private final KnownObjects objects = new KnownObjects();
    private final Expectations expectations = new Expectations(new Placeholders(objects), false);

    /** What happened; objects of a bucket b, of which x has two versions. */
    private ObjectNode actual() throws IOException {
        objects.defaultBucket("b");
        for (int version = 1; version <= 2; version++) {
            objects.told(mapper.readTree(("{'detail':{'bucket':{'name':'b'},'object':{'key':'x','etag':'e" + version
                            + "','version-id':'v" + version + "','sequencer':'s" + version + "'}}}")
                    .replace('\'', '"')));
        }
        return json("{'outcomes':[{'outcome':'success','correlation_id':'b/x@v2'},{'failed':'r failed: no'}],"
                + "'objects':{'x.csv':'a,b\\n1,2\\n','x.json':'{\\\"n\\\":1.5,\\\"l\\\":[1,{\\\"t\\\":\\\"u\\\"}]}'},"
                + "'items':{'t':[{'id':'1','at':'2026-01-05T08:00:00Z'},{'id':'2'}],'other':[{'id':'3'}]},"
                + "'events':[{'source':'s','detail-type':'A','detail':{'etag':'e1'}},"
                + "{'source':'s','detail-type':'B','detail':{}}],"
                + "'mails':[],'messages':{'q':[{'body':'one'}]},'topics':{},'calls':{'s3.putObject':2}}");
    }

    private ObjectNode json(String text) throws IOException {
        return (ObjectNode) mapper.readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'outcomes':['success',{'failed':'<any>: no'}]}
                    {'outcomes':[{'outcome':'success','correlation_id':'<correlation of x>'},{'failed':'r failed: no'}]}
                    {'objects':{'x.csv':'a,b\\n<number>,2\\n','x.json':'<any>'}}
                    {'objects':{'x.csv':{'lines':['a,b','1,<any>']},'x.json':{'json':{'n':1.5,'l':[1,{'t':'<any>'}]}}}}
                    {'objects':{'x.csv':{'contains':['1,2']},'x.json':{'json':{'gone':'<absent>'}}}}
                    {'items':{'t':[{'id':'2'},{'id':'1','at':'<timestamp>'}]}}
                    {'events':[{'detail-type':'B'},{'detail':{'etag':'<etag of version 1 of x>'}}]}
                    {'mails':[],'topics':{},'calls':{'s3.putObject':2}}
                    {'messages':{'q':[{'body':'one'}]}}
                    """)
    void shouldBeMet_whenAllIsAsExpected(String expected) throws IOException {
        ObjectNode then = json(expected);

        assertThat(expectations.project(then, actual())).isEqualTo(then);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'outcomes':['success']}                    | {'outcomes':['success',{'failed':'r failed: no'}]}
                    {'outcomes':['failed',{'failed':'no'}]}     | {'outcomes':['success',{'failed':'r failed: no'}]}
                    {'objects':{'x.csv':'<any>','y':'<any>'}}   | {'objects':{'x.csv':'<any>','x.json':{'json':{'n':1.5,'l':[1,{'t':'u'}]}}}}
                    {'objects':{'x.csv':'a,<any>\\n1,3\\n','x.json':'<any>'}} | {'objects':{'x.csv':'a,<any>\\n1,2\\n','x.json':'<any>'}}
                    {'objects':{'x.csv':{'contains':['1','9']},'x.json':'<any>'}} | {'objects':{'x.csv':{'contains':['1']},'x.json':'<any>'}}
                    {'items':{'t':[{'id':'2'}]}}                | {'items':{'t':[{'id':'2'},{'id':'1','at':'2026-01-05T08:00:00Z'}]}}
                    {'events':[]}                               | {'events':[{'source':'s','detail-type':'A','detail':{'etag':'<etag of version 1 of x>'}},{'source':'s','detail-type':'B','detail':{}}]}
                    {'mails':[{'subject':'hello'}]}             | {'mails':[]}
                    {'messages':{}}                             | {'messages':{'q':[{'body':'one'}]}}
                    {'calls':{'s3.putObject':1}}                | {'calls':{'s3.putObject':2}}
                    """)
    void shouldBecomeWhatHappened_whenSomethingIsOtherwise(String expected, String met) throws IOException {
        assertThat(expectations.project(json(expected), actual()))
                .hasToString(json(met).toString());
    }
}
