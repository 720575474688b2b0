/**
 * Once-only processing: a Camel {@link org.apache.camel.spi.IdempotentRepository} over one DynamoDB table, which makes each
 * thing (an object's version, an event, a message) take effect once in a route, however often and in whatever order its
 * events arrive and wherever a run dies.
 *
 * <p>Read {@link dev.dromedary.function.ledger.ClaimRules} first: it is the whole state machine. {@code LedgerTable} lets DynamoDB
 * decide races, {@link dev.dromedary.function.ledger.Claim} is what steps see, and {@link dev.dromedary.function.ledger.DynamoDbLedger} is
 * what routes name. {@link dev.dromedary.function.ledger.HeldClaims} keeps a run that has lost its claim from publishing.
 */
package dev.dromedary.function.ledger;
