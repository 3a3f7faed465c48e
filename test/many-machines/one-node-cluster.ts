import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'scontrol', 'squeue'];

/** What is missing for a cluster on this machine; null where nothing is. */
export function missingForCluster(): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  const missing = programs.find((name) => !folders.some((folder) => existsSync(join(folder, name))));
  if (missing !== undefined) return `${missing} (Debian: slurm-wlm, munge)`;
  return process.getuid?.() === 0 ? null : 'root';
}

/** Slurm on this machine alone: its controller, one node that says it has eight cores, and what authenticates both. */
export class OneNodeCluster implements AsyncDisposable {
  readonly #folder: string;
  readonly #env: Record<string, string>;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#env = {
      PATH: `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/usr/bin`,
      SLURM_CONF: join(folder, 'slurm.conf'),
    };
  }

  /** @param folder where all of it lies: empty, with a short path, since it holds a socket */
  static async start(folder: string): Promise<OneNodeCluster> {
    const cluster = new OneNodeCluster(folder);
    for (const name of ['state', 'spool']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o400 });
    const files = { key: 'munge.key', socket: 'munge.socket', pid: 'munge.pid', log: 'munge.log', seed: 'munge.seed' };
    const at = (name: string) => join(folder, name);
    await cluster.#run('munged', [
      '--force',
      `--key-file=${at(files.key)}`,
      `--socket=${at(files.socket)}`,
      `--pid-file=${at(files.pid)}`,
      `--log-file=${at(files.log)}`,
      `--seed-file=${at(files.seed)}`,
    ]);
    writeFileSync(at('slurm.conf'), configuration(folder, await freePort(), await freePort()));
    await cluster.#run('slurmctld', []);
    await cluster.#run('slurmd', []);
    return cluster;
  }

  /** Runs lines of a page as somebody on the login node types them. @returns what they print */
  async shell(lines: string, cwd: string, env: Record<string, string>): Promise<string> {
    const { stdout } = await run('bash', ['-e', '-c', lines], {
      cwd,
      env: { ...env, ...this.#env, PATH: `${env.PATH}:${this.#env.PATH}` },
    });
    return stdout;
  }

  /** State of each job, by its id: `12_3` is the third of an array. */
  async states(): Promise<Map<string, string>> {
    const { stdout } = await this.#run('squeue', ['--all', '--array', '--noheader', '--states=all', '--format=%i %T']);
    return new Map(stdout.split('\n').flatMap((line) => (line === '' ? [] : [splitLine(line)])));
  }

  async requeue(job: string): Promise<void> {
    await this.#run('scontrol', ['requeue', job]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#run('scancel', ['--user=root']).catch(() => {});
    for (const name of ['slurmd', 'slurmctld', 'munge']) {
      const file = join(this.#folder, `${name}.pid`);
      if (existsSync(file)) execFileSync('kill', [readFileSync(file, 'utf8').trim()]);
    }
  }

  #run(program: string, args: string[]) {
    return run(program, args, { env: this.#env });
  }
}

function splitLine(line: string): [string, string] {
  const [job = '', state = ''] = line.trim().split(' ');
  return [job, state];
}

/** A job that is put back waits until its credential has expired: ten seconds here, two minutes by default. */
function configuration(folder: string, controllerPort: number, nodePort: number): string {
  const host = hostname().split('.')[0];
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=${folder}/munge.socket,cred_expire=10
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd.log
MpiDefault=none
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
SlurmdParameters=config_overrides
ReturnToService=2
NodeName=${host} NodeAddr=127.0.0.1 CPUs=8 RealMemory=64000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
