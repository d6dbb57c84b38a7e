/** Lists in pages: limit, offset, counts and links. Imports problem. */
package se.finsam.uppfoljning.sida;
