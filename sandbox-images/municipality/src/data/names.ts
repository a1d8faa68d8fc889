import facts from './facts.json' with { type: 'json' };

/** Names by origin. The ten most frequent family names have their real counts; the rest have assumed weights. */
export const ORIGINS = ['nl', 'ma', 'tr', 'pl', 'ro', 'ua', 'bg', 'fr', 'it', 'es', 'hollands'] as const;
export type Origin = (typeof ORIGINS)[number];

const list = (text: string): string[] => text.trim().split(/\s*,\s*/);

const COMMON_FLEMISH = list(`
Van den Broeck, Aerts, Hermans, Michiels, Pauwels, De Vos, Van Damme, Dubois, Lambrechts, Declercq, Smets, Hendrickx, Martens, Verhoeven,
De Clercq, Janssen, Verstraete, Stevens, Van de Velde, Segers, Coppens, Desmet, Vandenberghe, Bogaert, De Backer, Verhaeghe, Cools, Baert, Moens,
Lenaerts, De Meyer, Thijs, Wauters, Van Dyck, Vermeulen, Lemmens, Geerts, Verlinden, De Wilde, Thys, De Pauw, Vermeiren, Goethals, Van Acker,
Van Hoof, Van Loo, De Cock, Verbeke, Bauwens, Devos, Vandamme, Van den Bossche, Cornelis, Callens, Dewitte, Lauwers, Vercammen, De Bruyn, Adriaensen,
Van de Walle, Timmermans, Van Hecke, Vandewalle, Nys, Naessens, De Ridder, Vervaet, Bosmans, Ceulemans, Van Impe, Roels, Deprez, Lievens, Dierckx,
Verschueren, Torfs, Matthys, De Coninck, Standaert, Gielen, Put, Vanhoutte, Baeten, Huybrechts, Sels, Somers, Buyse, Decock, De Groote, Eeckhout, Boone,
Dhondt, Verdonck, Van Laere, Bracke, Beernaert, Blomme, Casteels, Van Wassenhove, Verplancke, Strubbe, Rotsaert, Neyt, Wille, Lannoo, Vlaeminck,
Ghyselinck, Hoste, Maenhout, Pattyn, Samyn, Tack, Ameye, Vuylsteke, Bekaert, Claeys, Debaere, Vanneste, Seynaeve, Lefevere, Holvoet, Delaere, Vanden Bulcke,
Schepens, De Keyser, Temmerman, Van Hulle, Welvaert, Rogiers, Steyaert, Van Parys, Taelman, Loontjens, De Baets, Van Vooren, Dobbelaere, Van Speybroeck`);

const FAMILY: Record<Exclude<Origin, 'nl'>, string[]> = {
  ma: list(
    'El Amrani, Benali, Bouazza, El Idrissi, Haddad, Ouali, Amrani, Bakkali, Chaoui, El Morabet, Ziani, Tahiri, Saidi, Azzouzi',
  ),
  tr: list('Yilmaz, Kaya, Demir, Celik, Sahin, Yildiz, Aydin, Öztürk, Arslan, Dogan, Kilic, Aslan, Çetin, Şimşek, Koç'),
  pl: list(
    'Nowak, Kowalski, Wojcik, Kaminski, Lewandowski, Zielinski, Szymanski, Wozniak, Mazur, Krawczyk, Dąbrowski, Wiśniewski',
  ),
  ro: list(
    'Popescu, Ionescu, Popa, Radu, Dumitru, Stan, Stoica, Gheorghe, Rusu, Munteanu, Matei, Marin, Tudor, Constantinescu',
  ),
  ua: list(
    'Shevchenko, Kovalenko, Bondarenko, Tkachenko, Kravchenko, Oliinyk, Koval, Polishchuk, Savchenko, Marchenko, Lysenko',
  ),
  bg: list('Ivanov, Georgiev, Dimitrov, Petrov, Nikolov, Hristov, Stoyanov, Todorov, Iliev, Vasilev, Atanasov, Petkov'),
  fr: list(
    'Lefebvre, Dumont, Lambert, Leroy, Renard, Simon, Laurent, Fontaine, Girard, Marchal, Delvaux, Bernard, Collard, Noël',
  ),
  it: list('Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, Bruno, Gallo, Conti'),
  es: list(
    'García, Fernández, González, Rodríguez, López, Martínez, Sánchez, Pérez, Romero, Navarro, Torres, Molina, Vidal',
  ),
  hollands: list(
    'de Jong, Jansen, de Vries, van den Berg, Bakker, Visser, Smit, de Boer, Mulder, de Groot, Bos, Dekker, Brouwer, Kuipers',
  ),
};

/** Family names of an origin with their weights. */
export function familyNames(origin: Origin): (readonly [string, number])[] {
  if (origin !== 'nl') return FAMILY[origin].map((name, i) => [name, 100 / (i + 4)] as const);
  const known = Object.entries(facts.surnamesFlanders2024).filter(
    (e): e is [string, number] => typeof e[1] === 'number',
  );
  return [...known, ...COMMON_FLEMISH.map((name, i) => [name, 11_500 / (1 + i / 14)] as const)];
}

/** Given names by birth cohort (first year), Flemish; each list from the most frequent on. */
const GIVEN_FLEMISH: readonly { readonly from: number; readonly M: string[]; readonly V: string[] }[] = [
  {
    from: 1900,
    M: list(
      'Jozef, Albert, Roger, Gilbert, André, Willy, Frans, Louis, Marcel, Georges, Achiel, Cyriel, Etienne, Gerard, Julien, Maurice, Omer, Remi, Robert, Walter',
    ),
    V: list(
      'Maria, Godelieve, Denise, Irène, Simonne, Jeannine, Paula, Yvonne, Alice, Agnes, Georgette, Rachel, Lucienne, Margriet, Rosa, Julia, Gabrielle, Cecile, Monique, Christiane',
    ),
  },
  {
    from: 1945,
    M: list(
      'Marc, Luc, Patrick, Jan, Dirk, Johan, Paul, Eddy, Guy, Rudy, Geert, Danny, Filip, Peter, Philippe, Stefaan, Kris, Erik, Hugo, Frank, Rik, Wim',
    ),
    V: list(
      'Rita, Ann, Martine, Marie, Linda, Carine, Nadine, Hilde, Christine, Marleen, Greet, Veerle, Katrien, Sabine, Lieve, Magda, Kathleen, Els, Anita, Marijke, Sonja, Mia',
    ),
  },
  {
    from: 1970,
    M: list(
      'Tom, Kristof, Wim, Bart, Koen, Steven, Stijn, Pieter, Jeroen, Tim, David, Sven, Davy, Kevin, Joris, Bram, Dieter, Hans, Nico, Wouter, Maarten, Frederik',
    ),
    V: list(
      'Sofie, Katrien, Ilse, Sarah, Evelien, Tine, Lies, Kim, Inge, Tania, Joke, Ellen, Nele, Annelies, Leen, Karen, Barbara, Eva, Liesbeth, An, Elke, Stefanie',
    ),
  },
  {
    from: 1990,
    M: list(
      'Thomas, Robbe, Jonas, Jens, Lars, Kobe, Simon, Yannick, Arne, Niels, Jelle, Brent, Michiel, Matthias, Ruben, Senne, Wout, Seppe, Daan, Jasper, Emiel, Warre',
    ),
    V: list(
      'Laura, Lotte, Emma, Charlotte, Julie, Amber, Lisa, Marie, Jana, Hanne, Silke, Fien, Femke, Jolien, Eline, Lore, Louise, Ella, Zoë, Chloé, Elise, Noor',
    ),
  },
  {
    from: 2012,
    M: list(
      'Noah, Arthur, Louis, Liam, Jules, Adam, Lucas, Gabriel, Victor, Oscar, Finn, Vic, Mathis, Lou, Leon, Lowie, Cas, Maurice, Stan, Kobe, Jef, Rune',
    ),
    V: list(
      'Olivia, Emma, Louise, Mila, Alice, Camille, Lina, Sofia, Ella, Juliette, Noor, Elena, Nora, Anna, Julia, Ellie, Marie, Lena, Lily, Axelle, Janne, Lore',
    ),
  },
];

const GIVEN: Record<Exclude<Origin, 'nl'>, { M: string[]; V: string[] }> = {
  ma: {
    M: list('Mohamed, Youssef, Ahmed, Ilyas, Hamza, Rachid, Karim, Said, Bilal, Omar'),
    V: list('Fatima, Yasmina, Samira, Naima, Salma, Imane, Khadija, Sara, Nora, Latifa'),
  },
  tr: {
    M: list('Mehmet, Mustafa, Ali, Emre, Murat, Yusuf, Kerem, Hakan, Ömer, Deniz'),
    V: list('Fatma, Ayse, Emine, Elif, Zeynep, Esra, Selin, Merve, Büsra, Leyla'),
  },
  pl: {
    M: list('Piotr, Krzysztof, Andrzej, Tomasz, Pawel, Marcin, Jakub, Adam, Michal, Łukasz'),
    V: list('Anna, Katarzyna, Agnieszka, Magdalena, Joanna, Monika, Ewa, Zofia, Małgorzata, Julia'),
  },
  ro: {
    M: list('Andrei, Alexandru, Mihai, Ion, Stefan, Florin, Cristian, Gabriel, Marius, Vasile'),
    V: list('Maria, Elena, Ioana, Andreea, Mihaela, Ana, Cristina, Daniela, Alina, Simona'),
  },
  ua: {
    M: list('Oleksandr, Andrii, Dmytro, Serhii, Maksym, Ivan, Bohdan, Mykola, Taras, Yurii'),
    V: list('Olena, Oksana, Iryna, Nataliia, Tetiana, Anastasiia, Yuliia, Mariia, Kateryna, Sofiia'),
  },
  bg: {
    M: list('Georgi, Ivan, Dimitar, Nikolay, Petar, Hristo, Stefan, Martin, Stoyan, Vasil'),
    V: list('Maria, Ivanka, Elena, Yordanka, Penka, Gergana, Desislava, Viktoria, Raya, Nikol'),
  },
  fr: {
    M: list('Jean, Pierre, Michel, Nicolas, Hugo, Lucas, Mathieu, Julien, Benoît, François'),
    V: list('Marie, Nathalie, Isabelle, Sophie, Camille, Julie, Claire, Manon, Hélène, Céline'),
  },
  it: {
    M: list('Marco, Giuseppe, Antonio, Luca, Matteo, Andrea, Salvatore, Paolo, Davide, Franco'),
    V: list('Giulia, Maria, Francesca, Chiara, Anna, Sara, Elena, Paola, Rosa, Laura'),
  },
  es: {
    M: list('Antonio, José, Manuel, Javier, David, Carlos, Pablo, Sergio, Álvaro, Miguel'),
    V: list('María, Carmen, Ana, Laura, Lucía, Marta, Elena, Paula, Sofía, Cristina'),
  },
  hollands: {
    M: list('Jan, Pieter, Sander, Daan, Bas, Thijs, Jeroen, Ruud, Willem, Sem'),
    V: list('Anna, Sanne, Fleur, Marieke, Femke, Lieke, Tess, Ingrid, Sophie, Eva'),
  },
};

const rank = (names: readonly string[]): (readonly [string, number])[] =>
  names.map((name, i) => [name, 100 / (i + 5)] as const);

export const COHORTS: readonly number[] = GIVEN_FLEMISH.map(({ from }) => from);

/** Given names of an origin, sex and cohort (position in COHORTS) with their weights. */
export function givenNames(origin: Origin, sex: 'M' | 'V', cohort: number): (readonly [string, number])[] {
  if (origin !== 'nl') return rank(GIVEN[origin][sex]);
  return rank(GIVEN_FLEMISH[cohort]?.[sex] ?? []);
}

/** Nationality that goes with an origin, where the household is not Belgian. */
export const COUNTRY: Record<Origin, string> = {
  nl: 'België',
  ma: 'Marokko',
  tr: 'Turkije',
  pl: 'Polen',
  ro: 'Roemenië',
  ua: 'Oekraïne',
  bg: 'Bulgarije',
  fr: 'Frankrijk',
  it: 'Italië',
  es: 'Spanje',
  hollands: 'Nederland',
};
