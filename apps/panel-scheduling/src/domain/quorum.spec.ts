import { quorumOf } from './quorum.js';
import { onTenth, onThird, terms } from './testing/ashcombe-panel.js';

const { seats, quorum } = terms;

describe('the quorum of nine seats, two thirds of them, chair or vice, health and education', () => {
  it('is not there on 3 March: five where six are needed, and no health seat', () =>
    expect(quorumOf(seats, onThird, [], quorum)).toEqual({
      present: 5,
      needed: 6,
      conflicted: 0,
      voting: 5,
      missingSeats: ['health'],
      quorate: false,
    }));

  it('is there on 10 March for the item that housing has an interest in: six of seven vote', () =>
    expect(quorumOf(seats, onTenth, ['housing'], quorum)).toEqual({
      present: 7,
      needed: 6,
      conflicted: 1,
      voting: 6,
      missingSeats: [],
      quorate: true,
    }));

  it('is lost when a second one has', () =>
    expect(quorumOf(seats, onTenth, ['housing', 'police'], quorum)).toMatchObject({
      voting: 5,
      quorate: false,
    }));

  it('is lost without a required seat, however many vote', () =>
    expect(
      quorumOf(
        seats,
        seats.map(({ seat }) => seat),
        ['health'],
        quorum,
      ),
    ).toMatchObject({ voting: 8, missingSeats: ['health'], quorate: false }));

  it('needs the chair or the vice', () => {
    const without = (...absent: readonly string[]) =>
      quorumOf(
        seats,
        seats.map(({ seat }) => seat).filter((seat) => !absent.includes(seat)),
        [],
        { ...quorum, requiredSeats: [] },
      );
    expect(without('early_help').quorate).toBe(true);
    expect(without('early_help', 'education')).toMatchObject({
      missingSeats: ['chair'],
      quorate: false,
    });
  });

  it('counts a seat once, and only seats of the panel', () =>
    expect(quorumOf(seats, ['health', 'health', 'passer-by'], [], quorum).present).toBe(1));

  it.each([
    [9, 6],
    [8, 6],
    [7, 5],
    [4, 3],
    [3, 2],
    [1, 1],
  ])('rounds up: of %i seats %i', (of, needed) =>
    expect(quorumOf(seats.slice(0, of), [], [], quorum).needed).toBe(needed),
  );
});
