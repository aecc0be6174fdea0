package shop;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Sends orders through so many stages ({@code --shuffles}), each with an all-to-all exchange before it: what network buffers are for. */
public final class OrderRouting {
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        double ordersPerSecond = arguments.number("orders-per-second", 100);

        DataStream<Long> orders = env.fromSequence(0, Long.MAX_VALUE - 1).name("Orders")
                .map(new Pace(ordersPerSecond / env.getParallelism())).name("Read orders");
        for (int stage = 1; stage <= arguments.number("shuffles", 4); stage++) {
            orders = orders.rebalance().map(new Route()).name("Route " + stage);
        }
        orders.sinkTo(new DiscardingSink<>()).name("Routed orders");
        env.execute(arguments.text("name", "Order routing"));
    }

    private static final class Route implements MapFunction<Long, Long> {
        @Override
        public Long map(Long order) {
            return order;
        }
    }
}
