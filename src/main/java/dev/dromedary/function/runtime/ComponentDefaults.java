package dev.dromedary.function.runtime;

import freemarker.template.Configuration;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.component.aws2.ddb.Ddb2Component;
import org.apache.camel.component.aws2.sqs.Sqs2Component;
import org.apache.camel.component.aws2.sqs.Sqs2Configuration;
import org.apache.camel.component.file.GenericFileConverterLoader;
import org.apache.camel.component.freemarker.FreemarkerComponent;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.converter.jaxp.CamelXmlJaxpBulkConverterLoader;
import org.apache.camel.spi.TypeConverterLoader;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * What Camel's components are in a function, unless an endpoint says something else: none asks a service anything while it
 * starts, and templates are those of the routes folder.
 *
 * <ul>
 *   <li>{@code aws2-ddb} does not describe its table, which it would create if it were not there: {@code
 *       enabledInitialDescribeTable}
 *   <li>{@code aws2-sqs} makes its queue's URL of region, account and name, instead of listing queues: its endpoint does so
 *       where it knows all three. The plan gives the account
 *   <li>{@code kamelet} leaves failures to the step that calls it, whose error handling would else not see them as its own
 *   <li>{@code xslt} and {@code file} bring their converters of types
 *   <li>{@code freemarker} has the configuration {@code #templates}
 * </ul>
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/aws2-ddb-component.html">aws2-ddb</a>
 * @see <a href="https://camel.apache.org/components/4.14.x/aws2-sqs-component.html">aws2-sqs</a>
 */
public final class ComponentDefaults extends LifecycleStrategySupport {

    private static final String REGION = "{{dromedary.region}}";
    private static final String ACCOUNT = "{{dromedary.account}}";

    private final CamelContext context;

    private ComponentDefaults(CamelContext context) {
        this.context = context;
    }

    /** Gives a context the defaults, for components that it has not made yet. */
    public static void addTo(CamelContext context) {
        context.addLifecycleStrategy(new ComponentDefaults(context));
    }

    @Override
    public void onComponentAdd(String name, Component component) {
        // By name, as the classes of a component that no route uses are not to be loaded.
        switch (name) {
            case "aws2-ddb" -> Tables.set(component);
            case "aws2-sqs" -> Queues.set(component, context);
            case "kamelet" -> Kamelets.set(component);
            case "xslt" -> load(new CamelXmlJaxpBulkConverterLoader());
            case "file" -> load(new GenericFileConverterLoader());
            case "freemarker" -> TemplatesOfRoutes.set(component, context);
            default -> {
                // Camel's own defaults hold.
            }
        }
    }

    /** The function's list of converters leaves these out: other functions would load them for nothing. */
    private void load(TypeConverterLoader converters) {
        CamelContextAware.trySetCamelContext(converters, context);
        converters.load(context.getTypeConverterRegistry());
    }

    private static final class Tables {

        static void set(Component component) {
            ((Ddb2Component) component).getConfiguration().setEnabledInitialDescribeTable(false);
        }
    }

    private static final class Queues {

        static void set(Component component, CamelContext context) {
            Sqs2Configuration configuration = ((Sqs2Component) component).getConfiguration();
            configuration.setRegion(context.resolvePropertyPlaceholders(REGION));
            configuration.setQueueOwnerAWSAccountId(context.resolvePropertyPlaceholders(ACCOUNT));
        }
    }

    private static final class Kamelets {

        static void set(Component component) {
            ((KameletComponent) component).setNoErrorHandler(true);
        }
    }

    private static final class TemplatesOfRoutes {

        static void set(Component component, CamelContext context) {
            ((FreemarkerComponent) component)
                    .setConfiguration(context.getRegistry().lookupByNameAndType("templates", Configuration.class));
        }
    }
}
