package dev.dromedary.function.steps;

/** What a run makes of an object. Nothing of it is visible until its last step. */
public interface Product {

    /** The step that makes it visible, as routes name it. */
    String lastStep();

    /** Lets go of everything that is not visible. */
    void abort();
}
