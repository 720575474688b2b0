package dev.dromedary.plan;

/** Takes down what AWS charges for bringing a function what starts it. Prices are those of {@code shared/prices.properties}. */
public interface Charges {

    /** Something for each event. */
    void event(String what, String price);

    /** Something for each gigabyte of events. */
    void gigabyte(String what, String price);

    /** Something for each gigabyte that comes from outside and is kept, and month. */
    void kept(String what, String price);
}
