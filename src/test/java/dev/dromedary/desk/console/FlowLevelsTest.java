package dev.dromedary.desk.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowLevelsTest {

    private static FlowLevels.Link link(String from, String to) {
        return new FlowLevels.Link(from, to);
    }

    @Test
    void shouldStandBelowAllThatStartIt_whenWaysDiffer() {
        FlowLevels levels =
                FlowLevels.of(List.of("a", "b", "c", "d"), List.of(link("a", "b"), link("b", "c"), link("a", "c")));

        assertThat(levels.place("a").level()).isZero();
        assertThat(levels.place("b").level()).isEqualTo(1);
        assertThat(levels.place("c").level()).isEqualTo(2);
        assertThat(levels.place("d").level()).as("alone").isEqualTo(3);
        assertThat(levels.depth()).isEqualTo(4);
    }

    @Test
    void shouldPassBesideABox_whenALinkSkipsItsLevel() {
        FlowLevels.Link skipping = link("a", "c");
        FlowLevels levels = FlowLevels.of(List.of("a", "b", "c"), List.of(link("a", "b"), link("b", "c"), skipping));

        List<FlowLevels.Place> way = levels.way(skipping);

        assertThat(way).hasSize(3);
        assertThat(Math.abs(way.get(1).center() - levels.place("b").center())).isGreaterThan(FlowDrawing.BOX_WIDTH / 2);
    }

    @Test
    void shouldEnd_whenFunctionsStartEachOtherInACircle() {
        FlowLevels levels = FlowLevels.of(List.of("a", "b"), List.of(link("a", "b"), link("b", "a"), link("a", "a")));

        assertThat(levels.way(link("b", "a"))).hasSize(2);
        assertThat(levels.way(link("a", "a"))).hasSize(2);
    }
}
