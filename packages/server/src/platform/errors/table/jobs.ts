import type { ErrorEntry } from '../error-entry.ts'

/** What can go wrong with jobs. */
export const jobErrors = {
  job_gave_up: {
    status: 500,
    zh: '任务多次中断，已停止重试。已完成的部分保留，可以重新开始，从中断处接着做。',
    en: 'The job was interrupted several times without getting further and is not tried again. What it did is kept.',
    when: 'A job was picked up four times without committing a step: it fails, or takes its process down, at the same place.',
    todo: 'Look for the cause in the server log at the times of the attempts, then start the job again.',
    reportable: true,
  },
  job_failed: {
    status: 500,
    zh: '任务没有完成，出现了意外错误。已完成的部分保留。',
    en: 'The job could not be finished because of an unexpected error. What it did is kept.',
    when: 'The code of a job threw something that is not an error of this table.',
    todo: 'Find the error in the server log by the id of the job.',
    reportable: true,
  },
  job_kind_unknown: {
    status: 500,
    zh: '没有名为 {kind} 的任务类型。',
    en: 'There is no kind of job named {kind}.',
    when: 'A job of a newer release, or of a module that this process does not run, is picked up.',
    todo: 'Run the same release everywhere.',
    reportable: true,
  },
} as const satisfies Record<string, ErrorEntry>
