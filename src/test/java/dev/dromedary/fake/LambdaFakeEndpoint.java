package dev.dromedary.fake;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.List;
import java.util.Map;

/** Starts a route when a parcel has come to a door. */
public final class LambdaFakeEndpoint extends AsynchronousEndpoint {

    static final String SCHEME = "lambda-fake";

    private final String door;
    private int bells = 1;

    LambdaFakeEndpoint(String uri, LambdaFakeComponent component, String door) {
        super(uri, component);
        this.door = door;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected void check() {
        super.check();
        requireRange("bells", bells, 1, 3);
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return Envelope.whole(event);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> event) {
        if (!(event.get("detail") instanceof Map<?, ?> detail) || !door.equals(detail.get("door"))) {
            throw new UnexpectedEventException("a parcel for the door " + door, "another event");
        }
        String parcel = String.valueOf(detail.get("parcel"));
        return List.of(new Arrival(parcel, parcel, null, null, Map.of("parcel", parcel), detail));
    }

    @Override
    public Map<String, Object> sample() {
        return Map.of("source", "door", "detail-type", "Parcel", "detail", Map.of("door", door, "parcel", "sample"));
    }

    @Override
    public Map<String, Object> eventPattern() {
        return Map.of("source", List.of("door"), "detail", Map.of("door", List.of(door)));
    }

    String door() {
        return door;
    }

    public int getBells() {
        return bells;
    }

    public void setBells(int bells) {
        this.bells = bells;
    }
}
