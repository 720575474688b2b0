package dev.dromedary.plan;

import java.util.Set;

/** Knows what one kind of endpoint needs. A new kind is a class of its own and a line in {@link AllPermissions}. */
interface EndpointPermissions {

    /** The schemes of the endpoints that it knows. */
    Set<String> schemes();

    /**
     * Says what a use of an endpoint needs.
     *
     * @param use the endpoint and what is known of the headers
     * @param needs gets permissions, resources and what can't be known
     */
    void add(EndpointUse use, Needs needs);
}
