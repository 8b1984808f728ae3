/** What has come in time, or what stands for it: health is told although an engine does not answer. */
export const inTime = async <T, Late>(
  work: Promise<T>,
  ms: number,
  late: Late,
): Promise<T | Late> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
};
