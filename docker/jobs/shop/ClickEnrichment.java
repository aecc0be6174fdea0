package shop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;

/**
 * Enriches each click with the clicks that the same user made before. How many of them are kept decides what becomes of the heap:
 *
 * <ul>
 *   <li>{@code --keep 0} keeps every click for ever: a leak, no heap is big enough;</li>
 *   <li>{@code --keep 50} with many users and large clicks wants much heap, but no more than users x keep x bytes: undersized, or fine;</li>
 *   <li>{@code --hot-share 0.9} gives one user nine tenths of the clicks, so one subtask alone holds nearly all: skew.</li>
 * </ul>
 */
public final class ClickEnrichment {
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        double clicksPerSecond = arguments.number("clicks-per-second", 200);

        env.fromSequence(0, Long.MAX_VALUE - 1).name("Clicks")
                .map(new Pace(clicksPerSecond / env.getParallelism())).name("Read clicks")
                .map(new ToClick(arguments.number("users", 1000), arguments.number("bytes", 2000), arguments.share("hot-share", 0))).name("Parse clicks")
                .keyBy(click -> click.user)
                .process(new Enrich(arguments.number("keep", 20))).name("Enrich clicks")
                .sinkTo(new DiscardingSink<>()).name("Enriched clicks");
        env.execute(arguments.text("name", "Click enrichment"));
    }

    private static final class ToClick implements MapFunction<Long, Click> {
        private final int users;
        private final int bytes;
        private final double hotShare;

        ToClick(int users, int bytes, double hotShare) {
            this.users = users;
            this.bytes = bytes;
            this.hotShare = hotShare;
        }

        @Override
        public Click map(Long number) {
            long drawn = number * 0x9E3779B97F4A7C15L >>> 11;      // spreads consecutive numbers over all users
            boolean hot = (drawn & 1023) < hotShare * 1024;
            return new Click(hot ? 0 : (drawn >>> 10) % users, "/products/" + number % 5000, new byte[bytes]);
        }
    }

    private static final class Enrich extends KeyedProcessFunction<Long, Click, String> {
        /** Lives as long as the class loader of the job: a restart of the job does not empty it. */
        private static final Map<Long, Deque<Click>> CLICKS_OF_USER = new ConcurrentHashMap<>();

        private final int keep;

        Enrich(int keep) {
            this.keep = keep;
        }

        @Override
        public void processElement(Click click, Context context, Collector<String> out) {
            Deque<Click> clicks = CLICKS_OF_USER.computeIfAbsent(click.user, user -> new ArrayDeque<>());
            clicks.addLast(click);
            if (keep > 0 && clicks.size() > keep) {
                clicks.removeFirst();
            }
            out.collect(click.user + " came from " + clicks.getFirst().page + " to " + click.page);
        }
    }
}
