"""The suite: contracts, flows, edges, journeys and the rules of the house."""
