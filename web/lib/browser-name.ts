/** “Chrome, Windows”: enough to know one's own machines by. */
export function browserName(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /OPR\//.test(agent)
      ? 'Opera'
      : /coc_coc/i.test(agent)
        ? 'Cốc Cốc'
        : (/(Firefox|Chrome|Safari)/.exec(agent)?.[1] ?? agent.split(' ')[0] ?? '?');
  const system = /(Windows|Android|iPhone|iPad|Mac OS|Linux)/.exec(agent)?.[1];
  return system ? `${browser}, ${system}` : browser;
}
