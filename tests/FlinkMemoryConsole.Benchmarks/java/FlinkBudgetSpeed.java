import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;

/** Derives TaskManager budgets (a file of "key=value" words, one configuration a line) over and over; prints how many in a second of CPU time, and the sum of all process sizes as proof of work. */
public final class FlinkBudgetSpeed {
    public static void main(String[] arguments) throws Exception {
        List<Configuration> configurations = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            Configuration configuration = new Configuration();
            for (String option : line.split(" ")) {
                String[] pair = option.split("=", 2);
                configuration.setString(pair[0], pair[1]);
            }
            configurations.add(configuration);
        }
        double seconds = Double.parseDouble(arguments[1]);
        run(configurations, seconds);
        System.out.printf(Locale.ROOT, "%.1f %d%n", run(configurations, seconds), sum(configurations));
    }

    private static double run(List<Configuration> configurations, double seconds) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        long count = 0;
        long sink = 0;
        do {
            sink += sum(configurations);
            count += configurations.size();
        } while (System.nanoTime() < end);
        if (sink == 0) {
            throw new IllegalStateException("Nothing was derived.");
        }
        return count / ((threads.getCurrentThreadCpuTime() - before) / 1e9);
    }

    private static long sum(List<Configuration> configurations) {
        long sum = 0;
        for (Configuration configuration : configurations) {
            sum += TaskExecutorProcessUtils.processSpecFromConfig(configuration).getTotalProcessMemorySize().getBytes();
        }
        return sum;
    }
}
