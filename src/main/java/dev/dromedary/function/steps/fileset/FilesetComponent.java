package dev.dromedary.function.steps.fileset;

import dev.dromedary.function.steps.StepComponent;
import dev.dromedary.function.steps.StepEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Steps that collect objects that belong together. */
@Component("fileset")
public class FilesetComponent extends StepComponent<FilesetEndpoint.Operation> {

    /** The component, as Camel makes it. */
    public FilesetComponent() {
        super("fileset", FilesetEndpoint.Operation.class);
    }

    @Override
    protected StepEndpoint step(String uri, FilesetEndpoint.Operation operation) {
        return new FilesetEndpoint(uri, this, operation);
    }
}
