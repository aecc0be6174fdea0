import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.FallbackKey;

/** Prints the key of every option that the classes of the distribution declare, and behind tabs the deprecated keys that are read in its place. */
public final class FlinkDeclaredOptions {
    public static void main(String[] arguments) throws Exception {
        File distribution = new File(ConfigOption.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(distribution)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (name.startsWith("org/apache/flink/") && name.endsWith(".class") && !name.contains("/shaded/")) {
                    print(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                }
            }
        }
        System.exit(0); // whatever threads the initialized classes have left
    }

    private static void print(String className) throws IllegalAccessException {
        List<Field> options = new ArrayList<>();
        try {
            for (Field field : Class.forName(className, false, FlinkDeclaredOptions.class.getClassLoader()).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                    options.add(field);
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            return; // needs a library that the distribution does not bring
        }
        for (Field field : options) {
            field.setAccessible(true);
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            StringBuilder line = new StringBuilder(option.key());
            for (FallbackKey key : option.fallbackKeys()) {
                line.append(key.isDeprecated() ? "\t" + key.getKey() : "");
            }
            System.out.println(line);
        }
    }
}
