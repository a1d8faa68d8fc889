import facts from './facts.json' with { type: 'json' };

/** Names by origin. The ten most frequent family names have their real counts; the rest have assumed weights. */
export const ORIGINS = [
  'nl',
  'ma',
  'tr',
  'pl',
  'ro',
  'ua',
  'bg',
  'fr',
  'it',
  'es',
  'hollands',
  'pt',
  'sy',
  'af',
  'in',
  'cn',
  'cd',
] as const;
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
  pt: list('Silva, Santos, Ferreira, Pereira, Oliveira, Costa, Rodrigues, Martins, Sousa, Gonçalves, Lopes, Almeida'),
  sy: list('Al Ahmad, Al Hassan, Khalil, Ibrahim, Darwish, Haddad, Mansour, Al Ali, Shaheen, Nasser, Hamdan, Saleh'),
  af: list('Ahmadi, Rahimi, Hosseini, Noori, Karimi, Amiri, Sultani, Haidari, Rezai, Mohammadi, Safi, Stanekzai'),
  in: list('Kumar, Singh, Sharma, Patel, Gupta, Reddy, Shah, Mehta, Nair, Joshi, Verma, Iyer'),
  cn: list('Wang, Li, Zhang, Liu, Chen, Yang, Huang, Zhao, Wu, Zhou, Xu, Lin'),
  cd: list('Mbuyi, Kabongo, Ilunga, Mukendi, Tshibangu, Kalala, Mutombo, Ngoy, Kasongo, Mwamba, Lukusa, Nzuzi'),
};

/** Family names of an origin with their weights. */
export function familyNames(origin: Origin): (readonly [string, number])[] {
  if (origin !== 'nl') return FAMILY[origin].map((name, i) => [name, 100 / (i + 4)] as const);
  const known = Object.entries(facts.surnamesFlanders2024).filter(
    (e): e is [string, number] => typeof e[1] === 'number',
  );
  return [...known, ...COMMON_FLEMISH.map((name, i) => [name, 11_500 / (1 + i / 14)] as const)];
}

const born = facts.firstNamesNewbornBelgium2021;
/** Counts for those who follow the last that was counted, in their order (assumed). */
const following = (counted: Readonly<Record<string, number>>, next: readonly string[]): Record<string, number> => {
  const last = Math.min(...Object.values(counted));
  return Object.fromEntries(next.map((name, i) => [name, last * (0.94 - i * 0.02)]));
};

/**
 * Given names by birth cohort (first year), Flemish; each list from the most frequent on. Those with a count of their own
 * lead: `known`.
 */
const GIVEN_FLEMISH: readonly {
  readonly from: number;
  readonly M: string[];
  readonly V: string[];
  readonly known?: { readonly M: Readonly<Record<string, number>>; readonly V: Readonly<Record<string, number>> };
}[] = [
  {
    from: 1900,
    M: list(
      'Jozef, Albert, Roger, Gilbert, André, Willy, Frans, Leopold, Marcel, Georges, Achiel, Cyriel, Etienne, Gerard, Julien, Maurice, Omer, Remi, Robert, Walter',
    ),
    V: list(
      'Maria, Godelieve, Denise, Irène, Simonne, Jeannine, Paula, Yvonne, Elza, Agnes, Georgette, Rachel, Lucienne, Margriet, Rosa, Julia, Gabrielle, Cecile, Monique, Christiane',
    ),
  },
  {
    from: 1945,
    known: { M: facts.firstNamesWholePopulationFlanders2017.M, V: facts.firstNamesWholePopulationFlanders2017.F },
    M: list(
      'Johan, Paul, Eddy, Guy, Rudy, Geert, Danny, Filip, Peter, Philippe, Stefaan, Kris, Erik, Hugo, Frank, Rik, Ronny, Freddy, Daniel, Herman, Ludo, Jean-Pierre, Christian, Bernard, Yves, Karel, Tony, Eric, Piet, Marnix, Lieven, Carlos, Ivan, Johnny, Didier, Alain, Wilfried, Raf, Hendrik, Werner, Chris, Mario',
    ),
    V: list(
      'Linda, Carine, Nadine, Hilde, Christine, Marleen, Greet, Veerle, Sabine, Lieve, Magda, Kathleen, Els, Anita, Marijke, Sonja, Mia, Christel, Nicole, Lutgart, Viviane, Katleen, Brigitte, Annie, Ingrid, Patricia, Rosette, Gerda, Griet, Lut, Kristien, Chantal, Anne, Sylvie, Dominique, Erna, Myriam, Francine, Bea, Ria, Diane, Karin, Conny, Nancy, Hilda',
    ),
  },
  {
    from: 1970,
    M: list(
      'Tom, Kristof, Wim, Bart, Koen, Steven, Stijn, Jeroen, Tim, David, Sven, Davy, Kevin, Joris, Bram, Dieter, Hans, Nico, Wouter, Maarten, Frederik, Kurt, Gert, Stefan, Bjorn, Michael, Christophe, Mathieu, Benny, Glenn, Kenneth, Jurgen, Dimitri, Andy, Gunther, Bert, Sam, Pieterjan, Klaas, Ward, Joeri, Jo, Pieter, Cedric, Brecht, Gregory, Diederik, Tijl',
    ),
    V: list(
      'Sofie, Katrien, Ilse, Sarah, Evelien, Tine, Lies, Kim, Inge, Tania, Joke, Ellen, Nele, Annelies, Leen, Karen, Barbara, Eva, Liesbeth, An, Elke, Stefanie, Nathalie, Isabelle, Valerie, Kelly, Wendy, Melissa, Vanessa, Jessica, Cindy, Heidi, Saskia, Veronique, Caroline, Bieke, Sara, Sandra, Ruth, Lieselot, Eveline, Tamara, Mieke, Stephanie, Lien, Leentje, Tinne, Goele, Dorien',
    ),
  },
  {
    from: 1990,
    M: list(
      'Thomas, Robbe, Jonas, Jens, Lars, Simon, Yannick, Arne, Niels, Jelle, Brent, Michiel, Matthias, Ruben, Senne, Wout, Seppe, Daan, Jasper, Emiel, Warre, Maxim, Tibo, Lander, Dries, Joran, Milan, Xander, Nathan, Mathias, Nick, Quinten, Jarne, Tuur, Tristan, Sander, Alexander, Gilles, Vincent, Jorne, Jordy, Laurens, Dylan, Elias, Viktor, Bent, Lennert',
    ),
    V: list(
      'Laura, Lotte, Charlotte, Julie, Amber, Lisa, Jana, Hanne, Silke, Fien, Femke, Jolien, Eline, Lore, Zoë, Chloé, Elise, Kato, Lara, Nina, Anke, Luna, Jade, Merel, Margot, Hannah, Aline, Caro, Yana, Kaat, Elisa, Emily, Lieselotte, Britt, Ine, Helena, Astrid, Paulien, Maud, Marthe, Laure, Fleur, Sien, Ilke, Liesa, Tess, Gitte, Febe, Robin, Manon, Maaike, Dina, Ymke',
    ),
  },
  {
    from: 2012,
    known: { M: { ...born.M, ...following(born.M, born.Mnext) }, V: { ...born.F, ...following(born.F, born.Fnext) } },
    M: list(
      'Finn, Vic, Gaston, Alfons, Nestor, Pepijn, Mauro, Noé, Elliot, Jack, Ties, Mathis, Mats, Ferre, Otis, Basiel, Felix, Leo, Wolf, Miel, Ferdinand, Gust, Aaron, Matteo, Lewis, Renzo, Juul, Nand, Sepp, Odin, Staf, Thijs, Lou, Leon, Lowie, Cas, Stan, Kobe, Jef, Rune',
    ),
    V: list(
      'Noor, Elena, Billie, Oona, Suze, Lou, Amélie, Fran, Hailey, Roos, Georgia, Cleo, Ellis, Mona, Jeanne, Liv, Alix, Rosie, Renée, Nore, Isabel, Hanna, Zita, Nora, Anna, Ellie, Lena, Lily, Axelle, Janne',
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
    M: list('Pieter, Sander, Daan, Bas, Thijs, Jeroen, Ruud, Willem, Sem, Jan'),
    V: list('Anna, Sanne, Fleur, Marieke, Femke, Lieke, Tess, Ingrid, Sophie, Eva'),
  },
  pt: {
    M: list('João, José, António, Rui, Tiago, Miguel, Nuno, Diogo, Duarte, Paulo'),
    V: list('Ana, Inês, Catarina, Sofia, Beatriz, Joana, Margarida, Teresa, Carla, Rita'),
  },
  sy: {
    M: list('Mohammad, Ahmad, Omar, Khaled, Yousef, Mahmoud, Anas, Bashar, Tarek, Samer'),
    V: list('Fatima, Aya, Rim, Hala, Nour, Rana, Maryam, Lina, Hiba, Amal'),
  },
  af: {
    M: list('Ahmad, Abdul, Farid, Nasir, Habib, Jawad, Sami, Zabihullah, Reza, Hamid'),
    V: list('Zahra, Fatima, Maryam, Shukria, Laila, Parwana, Nargis, Zainab, Freshta, Sahar'),
  },
  in: {
    M: list('Rahul, Amit, Sanjay, Vijay, Arjun, Ravi, Rohan, Anil, Suresh, Karan'),
    V: list('Priya, Anjali, Neha, Pooja, Divya, Sunita, Kavita, Lakshmi, Meera, Ananya'),
  },
  cn: {
    M: list('Wei, Jun, Ming, Hao, Lei, Bin, Tao, Feng, Yong, Peng'),
    V: list('Li, Na, Fang, Jing, Yan, Xiu, Mei, Hui, Ying, Xin'),
  },
  cd: {
    M: list('Joseph, Patrick, Emmanuel, Dieudonné, Jean-Pierre, Christian, Serge, Trésor, Héritier, Blaise'),
    V: list('Marie, Thérèse, Béatrice, Chantal, Grâce, Esther, Nadine, Rachel, Mireille, Divine'),
  },
};

/** Weights that fall from `top`, the slower the higher `flat` is. */
const rank = (names: readonly string[], top: number, flat: number): (readonly [string, number])[] =>
  names.map((name, i) => [name, (top * flat) / (i + flat)] as const);

export const COHORTS: readonly number[] = GIVEN_FLEMISH.map(({ from }) => from);

/** Given names of an origin, sex and cohort (position in COHORTS) with their weights. */
export function givenNames(origin: Origin, sex: 'M' | 'V', cohort: number): (readonly [string, number])[] {
  if (origin !== 'nl') return rank(GIVEN[origin][sex], 1, 5);
  const { known, ...names } = GIVEN_FLEMISH[cohort] ?? { M: [], V: [] };
  const counted = Object.entries(known?.[sex] ?? {});
  // Below what was counted, and so flat that no name of one cohort comes among the first of all.
  const top = counted.length === 0 ? 1 : 0.8 * Math.min(...counted.map(([, count]) => count));
  return [...counted, ...rank(names[sex], top, 60)];
}

const { foreignTotal, Dutch } = facts.nationality2024;
/**
 * Origins of households that are not Belgian, in hundredths: Dutch as in facts.json, then its nine in their order, then others;
 * those of the European Union come to its 60 %. The rest of each weight is assumed.
 */
export const FOREIGN: readonly (readonly [Origin, number])[] = [
  ['hollands', (100 * Dutch) / foreignTotal],
  ['ro', 8],
  ['pl', 7.6],
  ['ua', 7.2],
  ['bg', 6.4],
  ['ma', 6],
  ['es', 5.2],
  ['it', 5],
  ['fr', 4.8],
  ['tr', 4.6],
  ['sy', 4.5],
  ['af', 4.5],
  ['in', 4.4],
  ['cn', 4.4],
  ['cd', 4.3],
  ['pt', 2.3],
];

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
  pt: 'Portugal',
  sy: 'Syrië',
  af: 'Afghanistan',
  in: 'India',
  cn: 'China',
  cd: 'Congo (Democratische Republiek)',
};
