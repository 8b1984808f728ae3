import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Module, Param, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';

// The least that Nest can do: one row written or read for a request, nobody asked who it is. Started as a process of its own
// with the database's URL in DATABASE_URL; says its own URL on standard output.

const POOL = 8;
const INSERT = {
  name: 'insert',
  text: 'insert into concern (id, child, concern, source) values ($1, $2, $3, $4)',
};
const READ = {
  name: 'read',
  text: 'select id, child, concern, source from concern where id = $1',
};

@Controller('children/:child/concerns')
class ConcernsController {
  constructor(@Inject(pg.Pool) private readonly pool: pg.Pool) {}

  @Post()
  async record(
    @Param('child') child: string,
    @Body() { concern, source }: { concern: string; source: string },
  ) {
    const id = randomUUID();
    await this.pool.query({ ...INSERT, values: [id, child, concern, source] });
    return { id };
  }

  @Get(':concern')
  async read(@Param('concern') concern: string) {
    const { rows } = await this.pool.query({ ...READ, values: [concern] });
    return rows[0] as object;
  }
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: POOL });
await pool.query(
  'create table concern (id uuid primary key, child uuid not null, concern text not null, source text not null)',
);

@Module({
  controllers: [ConcernsController],
  providers: [{ provide: pg.Pool, useValue: pool }],
})
class BareModule {}

const app = await NestFactory.create(BareModule, { logger: false });
await app.listen(0, '127.0.0.1');
process.stdout.write(`${(await app.getUrl()).replace('[::1]', '127.0.0.1')}\n`);
process.on('SIGTERM', () => process.exit(0));
