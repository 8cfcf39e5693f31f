export async function inbox(_options: { cases: number; repeats: number }): Promise<void> {}
