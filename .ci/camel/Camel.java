import org.apache.camel.dsl.jbang.core.commands.CamelJBangMain;

/** The command "camel", for machines where it is not installed: java -cp JARS-OF-CAMEL-JBANG-CORE Camel.java run … */
final class Camel {

    public static void main(String[] arguments) {
        CamelJBangMain.run(arguments);
    }
}
