package shop;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Counts words of page titles: much short-lived garbage ({@code --garbage} bytes an event), nothing kept. The healthy neighbour of the other jobs. */
public final class PageViews {
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        double viewsPerSecond = arguments.number("views-per-second", 100);

        env.fromSequence(0, Long.MAX_VALUE - 1).name("Views")
                .map(new Pace(viewsPerSecond / env.getParallelism())).name("Read views").rebalance()
                .map(new Clean(arguments.number("garbage", 200_000))).name("Clean titles")
                .sinkTo(new DiscardingSink<>()).name("Cleaned titles");
        env.execute(arguments.text("name", "Page views"));
    }

    private static final class Clean implements MapFunction<Long, Integer> {
        private final int garbage;

        Clean(int garbage) {
            this.garbage = garbage;
        }

        @Override
        public Integer map(Long view) {
            byte[] title = new byte[garbage];
            title[(int) (view % garbage)] = 1;
            return title.length;
        }
    }
}
