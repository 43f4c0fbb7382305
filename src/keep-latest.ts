/** Puts an entry into a map that holds so many at most: the one put longest ago is forgotten. */
export function keepLatest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, most: number): void {
  // A map is in the order in which its keys came, so a key that comes again has to leave first.
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) return;
    map.delete(oldest);
  }
}
