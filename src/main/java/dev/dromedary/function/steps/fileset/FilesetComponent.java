package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that collect objects that belong together. */
@Component("fileset")
public class FilesetComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FilesetEndpoint endpoint = new FilesetEndpoint(uri, this);
        endpoint.setOperation(Operations.of("fileset", remaining, FilesetEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
